import { isSparse, type Label, Random, type Vector } from '@rivulet/core'
import type { RegisteredLearner } from '@rivulet/models/test/learners'

/** A line of the stream: something happened, or its label became known. */
export type Line =
  | { readonly id: number; readonly time: number; readonly x: Vector }
  | { readonly id: number; readonly time: number; readonly y: Label }

/** Lines that are none, one of them at random now and then. */
const BAD: readonly string[] = [
  'nonsense',
  '{"id":1,"time":',
  '{"id":1,"time":2,"x":[1,2,null]}',
  '{"id":1,"time":2,"x":[1e999]}',
  '{"id":1,"time":2,"__proto__":{"x":[1]}}',
  '{"id":{},"time":2,"y":0}',
  '{"time":2,"y":0}',
  '[]',
  'null',
  '\ud800',
]

/**
 * A stream as JSON lines: events like the examples of a learner, of classes that change their places half-way; each label up to 400 events
 * late, some never, some twice, some too early; and now and then a line that is no event. The same arguments give the same text.
 */
export function writeStream({ examples }: Pick<RegisteredLearner, 'examples'>, events: number, seed: number): string {
  const random = new Random(seed)
  const labels = [...new Set(examples.map(({ y }) => y))]
  const due: { time: number; line: string }[] = []
  for (let id = 0; id < events; id++) {
    const { x, y } = examples[random.below(examples.length)] as (typeof examples)[number]
    due.push({ time: id, line: JSON.stringify({ id, time: id, x: varied(x, random) }) })
    const label = id > events / 2 ? labels[(labels.indexOf(y) + 1) % labels.length] : y
    const luck = random.below(20)
    for (let copies = luck === 0 ? 0 : luck === 1 ? 2 : 1; copies > 0; copies--) {
      const time = id + random.below(400) - 10
      due.push({ time, line: JSON.stringify({ id, time, y: label }) })
    }
    if (random.below(50) === 0) due.push({ time: id, line: BAD[random.below(BAD.length)] as string })
  }
  return due
    .sort((a, b) => a.time - b.time)
    .map(({ line }) => `${line}\n`)
    .join('')
}

/** The same features, each up to half as much more or less, and those of a dense event in different units, for the scaler. */
function varied(x: Vector, random: Random): Vector {
  const vary = (value: number): number => value * (0.5 + random.next())
  if (isSparse(x)) return { indices: Array.from(x.indices), values: Array.from(x.values, vary) }
  return Array.from(x, (value, i) => vary(value) * 10 ** (i - 1))
}
