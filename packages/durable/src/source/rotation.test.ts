import { appendFile, copyFile, mkdtemp, rename, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { type FileOptions, type FilePosition, fileSource } from '../index.ts'

const PARSE = { parse: (line: string): number => JSON.parse(line) }

async function folder(): Promise<(name: string) => string> {
  const path = await mkdtemp(join(tmpdir(), 'rivulet-'))
  onTestFinished(() => rm(path, { recursive: true }))
  return (name) => join(path, name)
}

/** A file that is followed, and what was seen of it so far. */
function following(path: string, options: Partial<FileOptions<number>> = {}, from?: FilePosition) {
  const stop = new AbortController()
  const seen: unknown[] = []
  const notices: string[] = []
  const positions: FilePosition[] = []
  let wake = (): void => {}
  const source = fileSource(path, { ...PARSE, follow: true, onNotice: (notice) => notices.push(notice), ...options })
  const reading = (async () => {
    for await (const batch of source.readFrom(from, stop.signal)) {
      for (const entry of batch) {
        seen.push('event' in entry ? entry.event : entry.rejection.reason)
        positions.push(entry.next)
      }
      wake()
    }
  })()
  const until = async (count: number): Promise<void> => {
    while (seen.length < count) await new Promise<void>((resolve) => (wake = resolve))
  }
  const end = async (): Promise<unknown[]> => {
    stop.abort()
    await reading
    return seen
  }
  return { seen, notices, positions, until, end }
}

test('a log that is rotated by renaming is read to its end, then the new one', async () => {
  const at = await folder()
  await writeFile(at('log'), '1\n2\n')
  const { notices, until, end } = following(at('log'))
  await until(2)
  await rename(at('log'), at('log.1'))
  // The program that writes it still has the old one open.
  await appendFile(at('log.1'), '3\n4')
  await writeFile(at('log'), '5\n')
  await until(5)
  await appendFile(at('log'), '6\n')
  await until(6)
  expect(await end()).toEqual([1, 2, 3, 4, 5, 6])
  expect(notices).toEqual([])
})

test.each([
  ['shorter than what was read', '7\n8\n', [7, 8]],
  ['grown beyond it again before anybody looked', '7000\n8000\n9000\n', [7000, 8000, 9000]],
  ['of the same length', '7\n8\n9\n', [7, 8, 9]],
])('a log that is copied and cut is read from its beginning: %s', async (_, content, expected) => {
  const at = await folder()
  await writeFile(at('log'), '1\n2\n3\n')
  const { notices, until, end } = following(at('log'))
  await until(3)
  await copyFile(at('log'), at('log.1'))
  // In place: the file stays the same one.
  await writeFile(at('log'), content, { flag: 'r+' })
  await truncate(at('log'), content.length)
  await until(3 + expected.length)
  expect(await end()).toEqual([1, 2, 3, ...expected])
  expect(notices).toEqual([expect.stringContaining('was cut or written anew after 6 bytes')])
})

test('a line in which the file was cut is refused', async () => {
  const at = await folder()
  await writeFile(at('log'), '1\n23')
  const { until, end } = following(at('log'))
  await until(1)
  await truncate(at('log'), 0)
  await until(2)
  await appendFile(at('log'), '4\n')
  await until(3)
  expect(await end()).toEqual([1, 'the file was cut within this line', 4])
})

test('a position goes on in whichever of the files it was in, then in those that are new', async () => {
  const at = await folder()
  await writeFile(at('log'), '1\n2\n')
  const first = following(at('log'))
  await first.until(2)
  await first.end()
  const position = first.positions.at(-1)!
  // Rotated while nobody read, twice written to.
  await appendFile(at('log'), '3\n')
  await rename(at('log'), at('log.1'))
  await writeFile(at('log'), '4\n')
  const read = async (names: string[], from: FilePosition | undefined, next = false): Promise<unknown[]> => {
    const seen: unknown[] = []
    const source = fileSource(names.map(at), { ...PARSE, next })
    for await (const batch of source.readFrom(from)) {
      for (const entry of batch) seen.push('event' in entry ? [entry.event, entry.next] : entry.rejection)
    }
    return seen
  }
  const whole = (await read(['log.1', 'log'], undefined)) as [number, FilePosition][]
  expect(whole.map(([event]) => event)).toEqual([1, 2, 3, 4])
  expect(await read(['log.1', 'log'], position)).toEqual(whole.slice(2))
  for (const [i, [, next]] of whole.entries()) expect(await read(['log.1', 'log'], next)).toEqual(whole.slice(i + 1))
  await expect(read(['log'], position)).rejects.toThrow('is another file than before')
  expect(await read(['log'], position, true)).toEqual([[4, expect.anything()]])
  // What was learned once is not learned again, in whatever order it is given.
  expect(await read(['log', 'log.1'], whole.at(-1)![1])).toEqual([])
})

test('a last line without its end waits, unless it is whole in any case or another file comes after it', async () => {
  const at = await folder()
  await writeFile(at('a'), '1\n2')
  await writeFile(at('b'), '3\n4')
  const notices: string[] = []
  const read = async (names: string[], from?: FilePosition): Promise<[number, FilePosition][]> => {
    const source = fileSource(names.map(at), { ...PARSE, unfinished: 'wait', onNotice: (n) => notices.push(n) })
    const seen: [number, FilePosition][] = []
    for await (const batch of source.readFrom(from))
      for (const e of batch) if ('event' in e) seen.push([e.event, e.next])
    return seen
  }
  const a = await read(['a'])
  expect(a.map(([n]) => n)).toEqual([1])
  expect(notices).toEqual([`${at('a')}: the last line is not ended, and waits for its end: "2"`])
  await appendFile(at('a'), '5\n')
  expect((await read(['a'], a[0]![1])).map(([n]) => n)).toEqual([25])
  expect((await read(['a', 'b'])).map(([n]) => n)).toEqual([1, 25, 3])
  expect((await read(['b', 'a'])).map(([n]) => n)).toEqual([3, 4, 1, 25])
})
