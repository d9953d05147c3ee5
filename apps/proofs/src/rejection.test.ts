import type { Label, Rejection } from '@rivulet/core'
import { encode } from '@rivulet/core/snapshot'
import { train } from '@rivulet/trainer'
import { from } from 'rxjs'
import { describe, expect, test } from 'vitest'
import { subjects } from './subjects.ts'

/** Good events of five features, one after each bad one. */
const xs = [
  [1, 0, 2, 0, 1],
  [0, 1, 0, 2, 0],
  [0, 0, 0, 0, 0],
  [2, 1, 0, 0, 1],
]

describe.each(subjects)('$name in a pipeline', ({ name, create, labels, event }) => {
  // AutoClassifier takes larger values: it keeps its weights in units of each feature's scale.
  const tooLarge = name.includes('Auto') ? Number.MAX_VALUE : 1.1e100
  const good = xs.map((x, i) => ({ x: event(x), y: labels[i % labels.length] as Label }))
  const y = labels[0] as Label

  test('what is too large is rejected with its reason, and learning goes on as if it had not come', () => {
    const bad: readonly (readonly [object, string])[] = [
      [{ x: event([0, 0, tooLarge, 0, 0]), y }, 'x[2] should be at most'],
      [{ x: event([0, 0, Number.NaN, 0, 0]), y }, 'x[2] should be a finite number'],
      [{ x: event([1, 0, 0, 0, 0]), y, weight: 1e101 }, 'weight should be a number from 0 to 2⁶⁴'],
      [{ x: event([1, 0, 0, 0, 0]), y: Number.NaN }, 'y should be'],
    ]
    const [model, spared] = [create(), create()]
    const rejected: Rejection[] = []
    const stream = good.flatMap((event, i) => [bad[i]?.[0] as typeof event, event])
    let outcomes = 0
    from(stream)
      .pipe(train(model, { onRejected: (rejection) => rejected.push(rejection) }))
      .subscribe({ next: () => (outcomes += 1) })
    for (const event of good) from([event]).pipe(train(spared)).subscribe()
    expect(rejected.map(({ event }) => event)).toEqual(bad.map(([event]) => event))
    for (const [i, { reason }] of rejected.entries()) expect(reason.replace('x.values', 'x')).toContain(bad[i]?.[1])
    expect([outcomes, model.t]).toEqual([good.length, good.length])
    expect(encode(model)).toEqual(encode(spared))
  })
})
