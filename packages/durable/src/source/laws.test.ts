import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { type LawfulSource, type SourceSubject, sourceLaws } from '@rivulet/core/conformance'
import { describe, expect, test } from 'vitest'
import { generator } from '../../test/generator.ts'
import { SimulatedDisk } from '../../test/simulatedDisk.ts'
import { arraySource, fileSource, Spool } from '../index.ts'

const EVENTS = Array.from({ length: 30 }, (_, i) => ({ i, text: 'x'.repeat(i % 7) }))

async function fileSubject(name: string, content: string | Uint8Array): Promise<SourceSubject> {
  const path = join(await mkdtemp(join(tmpdir(), 'rivulet-')), name)
  await writeFile(path, content)
  return { create: () => fileSource(path, { parse: (line) => JSON.parse(line) as unknown }), events: EVENTS }
}

async function spoolSubject(): Promise<SourceSubject> {
  const disk = new SimulatedDisk(generator(1))
  const filled = await Spool.open<unknown>('/spool', { disk, segment: 200 })
  await filled.appendAll(EVENTS)
  await filled.close()
  return {
    create: () => Spool.open<unknown>('/spool', { disk, segment: 200 }),
    events: EVENTS,
    close: (source) => (source as unknown as Spool<unknown>).close(),
  }
}

const lines = EVENTS.map((event) => `${JSON.stringify(event)}\n`).join('')

describe.each<[string, SourceSubject]>([
  ['an array', { create: () => arraySource(EVENTS), events: EVENTS }],
  ['a file', await fileSubject('events.jsonl', lines)],
  ['a gzipped file', await fileSubject('events.jsonl.gz', gzipSync(lines))],
  ['a spool', await spoolSubject()],
])('%s', (_, subject) => {
  test.each(sourceLaws(subject).map((law) => [law.name, law] as const))('%s', async (_, law) => {
    await law.check()
  })
})

/** The source over an array, with one thing wrong. */
function broken(mistake: string): LawfulSource {
  const position = { i: 0 }
  let calls = 0
  return {
    async *readFrom(from, signal) {
      calls += 1
      const start = typeof from === 'number' ? from : ((from as { i?: number } | undefined)?.i ?? 0)
      if (signal?.aborted === true && mistake === 'hears no signal') throw new Error('aborted')
      for (let i = start; i < EVENTS.length; i++) {
        const next = mistake === 'skips one' && i === 13 ? i + 2 : i + 1
        if (mistake === 'one position for all') position.i = i + 1
        const event = mistake === 'another order' && calls > 1 ? EVENTS[EVENTS.length - 1 - i] : EVENTS[i]
        yield [
          {
            event: mistake === 'repeats one' && i === 15 ? EVENTS[14] : event,
            at: mistake === 'stands one late' ? i + 1 : i,
            next:
              mistake === 'one position for all' ? position : mistake === 'no JSON' ? { i: next, m: new Map() } : next,
          },
        ]
      }
    },
    ...(mistake === 'releases too much' ? { release: () => Promise.reject(new Error('it cannot')) } : {}),
  }
}

test.each([
  'skips one',
  'repeats one',
  'another order',
  'stands one late',
  'one position for all',
  'no JSON',
  'hears no signal',
  'releases too much',
])('a source that %s breaks a law', async (mistake) => {
  const laws = sourceLaws({ create: () => broken(mistake), events: EVENTS })
  const found = await Promise.allSettled(laws.map((law) => law.check()))
  expect(found.some(({ status }) => status === 'rejected')).toBe(true)
  const good = sourceLaws({ create: () => broken('nothing'), events: EVENTS })
  for (const law of good) await law.check()
})
