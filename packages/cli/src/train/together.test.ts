import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { ended, eventLines, folderWith, lastLine, run, start } from '../../test/rivulet.ts'

const LINES = eventLines(300)

/** Starts a run that follows a file, and waits until it has learned some of it. */
async function following(...args: string[]): Promise<{ stop: () => Promise<number | null>; pid: number }> {
  const child = start('train', ...args, '--label', 'late', '--json')
  const end = ended(child)
  await new Promise<void>((resolve) => child.stdout?.once('data', () => resolve()))
  const stop = async (): Promise<number | null> => {
    child.kill('SIGTERM')
    return (await end).code
  }
  return { stop, pid: child.pid as number }
}

test('of two runs with one snapshot the second says who has it, and the first loses nothing', async () => {
  const at = folderWith({ 'e.jsonl': `${LINES.join('\n')}\n` })
  const { stop, pid } = await following(at('e.jsonl'), '--follow', '--snapshot', at('m'))
  const second = await run(['train', at('e.jsonl'), '--label', 'late', '--snapshot', at('m')])
  expect(second).toEqual({ code: 1, out: '', error: `rivulet: the snapshot ${at('m')} is in use by process ${pid}\n` })
  expect(await stop()).toBe(0)
  expect(existsSync(at('m.lock'))).toBe(false)
  const third = await run(['train', at('e.jsonl'), '--label', 'late', '--snapshot', at('m'), '--json'])
  expect(lastLine(third.out)).toMatchObject({ done: true, events: 297 })
})

test('of two runs with one spool as well, and the lock of a snapshot that was free is given back', async () => {
  const at = folderWith()
  const child = start('train', '-', '--label', 'late', '--json', '--snapshot', at('a'), '--spool', at('spool'))
  const end = ended(child)
  child.stdin?.write(`${LINES[0]}\n`)
  await new Promise<void>((resolve) => child.stdout?.once('data', () => resolve()))
  const second = await run(['train', '-', '--label', 'late', '--snapshot', at('b'), '--spool', at('spool')], LINES[1])
  expect([second.code, second.error]).toEqual([
    1,
    `rivulet: the spool ${at('spool')} is in use by process ${child.pid}\n`,
  ])
  expect(existsSync(at('b.lock'))).toBe(false)
  child.stdin?.end(`${LINES[1]}\n`)
  expect(lastLine((await end).out)).toMatchObject({ done: true, events: 2 })
})

test('the lock of a run that was killed is free', async () => {
  const at = folderWith({ 'e.jsonl': `${LINES.join('\n')}\n` })
  const child = start('train', at('e.jsonl'), '--label', 'late', '--json', '--follow', '--snapshot', at('m'))
  const end = ended(child)
  await new Promise<void>((resolve) => child.stdout?.once('data', () => resolve()))
  child.kill('SIGKILL')
  await end
  expect(readFileSync(at('m.lock'), 'utf8')).toContain(String(child.pid))
  const { code, out } = await run(['train', at('e.jsonl'), '--label', 'late', '--json', '--snapshot', at('m')])
  expect([code, lastLine(out)]).toEqual([0, expect.objectContaining({ events: 297 })])
})
