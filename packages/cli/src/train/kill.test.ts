import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { ended, eventLines, folderWith, start } from '../../test/rivulet.ts'

const KILLS = 4

/**
 * From outside, with nothing but kill and a hash. A life is long enough to write a snapshot at least now and then: a kill comes at
 * a random instant of the time that the whole takes.
 */
test(`killed ${KILLS} times with SIGKILL and started again, it ends with the bytes of a run that never died`, async () => {
  const at = folderWith({ 'e.jsonl': `${eventLines(10_000).join('\n')}\n` })
  const args = (name: string): string[] => [
    'train',
    at('e.jsonl'),
    '--label',
    'late',
    '--snapshot',
    at(name),
    '--every',
    '300',
  ]
  const hash = (name: string): string =>
    createHash('sha256')
      .update(readFileSync(at(name)))
      .digest('hex')

  const before = performance.now()
  const uninterrupted = await ended(start(...args('whole.safetensors')))
  const duration = performance.now() - before
  expect(uninterrupted.code).toBe(0)

  let kills = 0
  for (;;) {
    const child = start(...args('killed.safetensors'))
    const end = ended(child)
    // Most of the time is that of the start, in which nothing can be lost: kills come after it.
    const delay = duration * (0.4 + (0.6 * ((kills * 7919) % 11)) / 11)
    const timer = kills < KILLS ? setTimeout(() => child.kill('SIGKILL'), delay) : undefined
    const { code } = await end
    clearTimeout(timer)
    if (code === 0) break
    expect(code).toBeNull()
    kills++
  }
  expect(kills).toBeGreaterThan(0)
  expect(hash('killed.safetensors')).toBe(hash('whole.safetensors'))
}, 120_000)
