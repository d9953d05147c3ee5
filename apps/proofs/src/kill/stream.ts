import { type Label, Random } from '@rivulet/core'

/** A line of the stream: something happened, or its label became known. */
export type Line =
  | { readonly id: number; readonly time: number; readonly x: readonly number[] }
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
 * A stream as JSON lines: events of drifting classes, each label up to 400 events late, some never, some twice, some too early; and now
 * and then a line that is no event. The same arguments give the same text.
 */
export function writeStream(events: number, labels: readonly Label[], seed: number): string {
  const random = new Random(seed)
  const due: { time: number; line: string }[] = []
  for (let id = 0; id < events; id++) {
    const k = random.below(labels.length)
    const drifted = id > events / 2 ? (k + 1) % labels.length : k
    const x = Array.from({ length: 5 }, (_, i) => (random.normal() + (i === drifted ? 1.5 : 0)) * 10 ** (i - 1))
    due.push({ time: id, line: JSON.stringify({ id, time: id, x }) })
    const luck = random.below(20)
    for (let copies = luck === 0 ? 0 : luck === 1 ? 2 : 1; copies > 0; copies--) {
      const time = id + random.below(400) - 10
      due.push({ time, line: JSON.stringify({ id, time, y: labels[k] }) })
    }
    if (random.below(50) === 0) due.push({ time: id, line: BAD[random.below(BAD.length)] as string })
  }
  return due
    .sort((a, b) => a.time - b.time)
    .map(({ line }) => `${line}\n`)
    .join('')
}
