import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'

const SCRIPT = fileURLToPath(new URL('../scripts/memory.ts', import.meta.url))

test('memory does not grow with the number of events', async () => {
  const { stdout } = await promisify(execFile)(process.execPath, ['--expose-gc', SCRIPT, '120000', '20000'])
  const used = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
  expect(used).toHaveLength(6)
  // 80,000 events more; keeping only their tickets would take 20 MB.
  expect(used[5].heapUsed - used[1].heapUsed).toBeLessThan(4 * 2 ** 20)
  // Outside the heap are the messages that were asked for ahead, however many have arrived.
  expect(used[5].external).toBeLessThan(48 * 2 ** 20)
})
