import { readFileSync, writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { ended, eventLines, folderWith, run, start } from '../../test/rivulet.ts'

const LINES = eventLines(1200)

test('killed again and again over several files, one of which is rotated: the same bytes as in one go', async () => {
  const at = folderWith()
  const parts = [LINES.slice(0, 400), LINES.slice(400, 800), LINES.slice(800)].map((lines) => `${lines.join('\n')}\n`)
  const write = (name: string, text: string): void => writeFileSync(at(name), text)
  write('one', parts[0]!)
  write('two', parts[1]!)
  write('three', parts[2]!)
  const args = (snapshot: string): string[] => [
    '--label',
    'late',
    '--json',
    '--format',
    'jsonl',
    '--every',
    '30',
    '--snapshot',
    at(snapshot),
  ]
  await run(['train', at('one'), at('two'), at('three'), ...args('whole')])
  // The second file grows, is renamed, and a third takes its name.
  write('log.1', parts[0]!)
  write('log', parts[1]!.slice(0, 5000))
  for (const events of [64, 256, 512]) {
    const child = start('train', at('log.1'), at('log'), ...args('parts'))
    const end = ended(child)
    await new Promise<void>((resolve) => {
      child.stdout?.on('data', (rows) => String(rows).includes(`"events":${events}`) && resolve())
      child.on('close', () => resolve())
    })
    child.kill('SIGKILL')
    await end
  }
  write('log.2', parts[0]!)
  write('log.1', parts[1]!)
  write('log', parts[2]!)
  const { code, error } = await run(['train', at('log.2'), at('log.1'), at('log'), ...args('parts')])
  expect(code, error).toBe(0)
  expect(readFileSync(at('parts')).equals(readFileSync(at('whole')))).toBe(true)
})
