import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Vector } from '@rivulet/core'
import { VwReader } from '@rivulet/formats'
import { AutoClassifier, LogisticRegression } from '@rivulet/models'
import { contest, type Turn, timed } from '../contest.ts'
import { type Peer, peer } from '../peers.ts'
import { type Row, rowOf } from '../row.ts'
import { type TextKind, vwText } from '../streams.ts'

const LINES: Readonly<Record<TextKind, number>> = { census: 60_000, reviews: 12_000 }

/** Text in Vowpal Wabbit's format, read and learned, against Vowpal Wabbit over the same file. */
export function* textRows(): Generator<Row> {
  for (const [kind, reading, whole] of [
    ['census', 3.45, 1],
    ['reviews', 3, 1],
  ] as const) {
    const bytes = vwText(kind, LINES[kind])
    const file = join(mkdtempSync(join(tmpdir(), 'rivulet-bench-')), `${kind}.vw`)
    writeFileSync(file, bytes)
    const events = LINES[kind]
    const against = (which: Peer): Turn | undefined => peer(which, file)
    const rows = lines(bytes)
    yield rowOf(`VW text alone, ${kind}`, 'Vowpal Wabbit, whole', contest(readingAlone(rows), against('vw')), reading)
    yield rowOf(
      `a whole file of VW text, auto, ${kind}`,
      'Vowpal Wabbit',
      contest(() => timed(events, () => learnText(rows)), against('vw')),
      whole,
    )
    if (kind !== 'census') continue
    const reader = new VwReader()
    const parsed = rows.map((row) => {
      const { x, y } = reader.read(row)
      return { x, y: y as number }
    })
    const auto = new AutoClassifier({ labels: [-1, 1] })
    yield rowOf(
      'auto, census, predict + learn, parsed',
      'Vowpal Wabbit from text',
      contest(testing(auto, parsed), against('vw')),
      3,
    )
    const plain = (): LogisticRegression<number> => new LogisticRegression({ labels: [-1, 1] })
    yield rowOf('SGD, census, predict + learn', 'River', contest(testing(plain(), parsed), against('river'), 1), 1)
    yield rowOf(
      'SGD, census, predict + learn',
      'scikit-learn',
      contest(testing(plain(), parsed), against('sklearn'), 1),
      1,
    )
  }
}

/** The lines of a text, without their ends. */
function lines(bytes: Buffer): Uint8Array[] {
  const found: Uint8Array[] = []
  for (let start = 0, end = bytes.indexOf(10); end >= 0; start = end + 1, end = bytes.indexOf(10, start))
    found.push(bytes.subarray(start, end))
  return found
}

function readingAlone(rows: readonly Uint8Array[]): Turn {
  return () => {
    const reader = new VwReader()
    return timed(rows.length, () => {
      for (const row of rows) reader.read(row)
    })
  }
}

function learnText(rows: readonly Uint8Array[]): void {
  const [reader, model] = [new VwReader(), new AutoClassifier({ labels: [-1, 1] })]
  for (const row of rows) {
    const { x, y } = reader.read(row)
    model.learn(x, y as -1 | 1, { ticket: model.predict(x) })
  }
}

function testing(
  model: AutoClassifier<number> | LogisticRegression<number>,
  events: readonly { x: Vector; y: number }[],
): Turn {
  return () =>
    timed(events.length, () => {
      for (const { x, y } of events) model.learn(x, y, { ticket: model.predict(x) })
    })
}
