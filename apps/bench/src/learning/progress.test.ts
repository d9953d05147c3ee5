import type { Prediction } from '@rivulet/core'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Events } from './events.ts'
import { contenders, newLearner } from './learners.ts'
import { Progress } from './progress.ts'
import { schedules } from './schedules.ts'
import { plantedEvents } from './streams.fixture.ts'

const N = 40

function tickets(name: string, events: Events, delay: number, chunk = events.size): Prediction<number>[] {
  const order = [...Array(events.size).keys()]
  const progress = new Progress(newLearner(name, [-1, 1]), events, order, delay)
  const found: Prediction<number>[] = []
  for (let i = 0; i < order.length; i += chunk) {
    found.push(...progress.advance(order.slice(i, i + chunk).map((k) => events.x(k))))
  }
  return found
}

/** The same events, with the labels from the m-th on turned round. */
function flipped(events: Events, m: number): Events {
  const copy = new Events()
  for (let i = 0; i < events.size; i++) copy.add(i < m ? events.y(i) : -events.y(i), events.weight(i), events.x(i))
  return copy
}

describe.each([...contenders, ...schedules])('%s', (name) => {
  const events = plantedEvents(1, N)

  test('with no delay it is the loop: predict, then learn', () => {
    const learner = newLearner(name, [-1, 1])
    const plain: Prediction<number>[] = []
    for (let i = 0; i < N; i++) {
      const ticket = learner.predict(events.x(i))
      plain.push(ticket)
      learner.learn(events.x(i), events.y(i), { ticket })
    }
    expect(tickets(name, events, 0)).toEqual(plain)
    expect(tickets(name, events, 0, 7)).toEqual(plain)
  })

  test('no prediction knows a label before it has come: later labels turned round change nothing until then', () => {
    fc.assert(
      fc.property(fc.nat(N - 1), fc.nat(N + 5), fc.integer({ min: 1, max: N }), (m, delay, chunk) => {
        const known = m + delay + 1
        const [before, after] = [tickets(name, events, delay, chunk), tickets(name, flipped(events, m), delay, chunk)]
        expect(after.slice(0, known)).toEqual(before.slice(0, known))
        expect(after).toHaveLength(N)
      }),
      { numRuns: 10 },
    )
  })

  test('a label that has come is learned at once', () => {
    for (const delay of [0, 3]) {
      const [before, after] = [tickets(name, events, delay), tickets(name, flipped(events, 20), delay)]
      expect(after.slice(21 + delay, 30 + delay)).not.toEqual(before.slice(21 + delay, 30 + delay))
    }
  })
})

test('each event is learned with its own ticket, `delay` events later, and the last ones are not', () => {
  const events = plantedEvents(2, 10)
  const learned: [predicted: number, y: number, ticket: number | undefined][] = []
  let predicted = 0
  const learner = {
    t: 0,
    labels: [-1, 1],
    predict: () => ({ label: 1, labels: [-1, 1], probabilities: [0, 1], beliefs: [predicted++] }),
    learn: (_x: unknown, y: number, how: { ticket?: Prediction<number> } = {}) => {
      learned.push([predicted, y, how.ticket?.beliefs?.[0]])
      return 0
    },
    save() {},
    load() {},
  }
  const order = [...Array(10).keys()].reverse()
  new Progress(learner, events, order, 3).advance(order.map((i) => events.x(i)))
  expect(learned).toEqual([0, 1, 2, 3, 4, 5, 6].map((k) => [k + 4, events.y(9 - k), k]))
})
