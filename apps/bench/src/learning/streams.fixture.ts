import { Random } from '@rivulet/core'
import { Events } from './events.ts'

/** Lines of Vowpal Wabbit text of a planted linear stream, with some noise in the labels: 1 and −1, or 1 to `classes`. */
export function streamLines(seed: number, events: number, classes = 2): string[] {
  const random = new Random(seed)
  return Array.from({ length: events }, () => {
    const x = Array.from({ length: 4 }, () => random.normal())
    const scores = Array.from({ length: classes }, (_, k) => (x[k % 4] as number) + 0.3 * random.normal())
    const best = scores.indexOf(Math.max(...scores))
    const label = classes === 2 ? [-1, 1][best] : best + 1
    return `${label} | ${x.map((value, i) => `f${i}:${value.toFixed(4)}`).join(' ')} constant`
  })
}

/** Events of a planted linear stream, two classes, 1 and −1. */
export function plantedEvents(seed: number, size: number): Events {
  const random = new Random(seed)
  const events = new Events()
  for (let i = 0; i < size; i++) {
    const values = [random.normal(), random.normal(), 1]
    const score = (values[0] as number) - 2 * (values[1] as number) + 0.3 * random.normal()
    events.add(score > 0 ? 1 : -1, 1, { indices: [0, 1, 2], values })
  }
  return events
}
