import type { Vector } from '@rivulet/core'
import { encode } from '@rivulet/core/snapshot'
import { adagrad, normalizedAdaptive, type UpdateRule } from '@rivulet/optim'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type LinearOptions, SoftmaxRegression } from './index.ts'

const rules: readonly [name: string, rule: UpdateRule | undefined][] = [
  ['sgd', undefined],
  ['adagrad', adagrad()],
  ['normalized adaptive', normalizedAdaptive()],
]
const forty = { minLength: 40, maxLength: 40 }
/** With zeros, and without: those are gathered in another way. */
const numbers = fc.oneof(
  fc.array(fc.constantFrom(0, -0, 1, -2, 0.5, 1e-300), forty),
  fc.array(fc.constantFrom(1, -2, 0.5, 3), forty),
)
const stream = fc.array(
  fc.record({
    x: numbers,
    /** What stands in the caller's array when the label comes. */
    later: numbers,
    y: fc.nat(6),
    typed: fc.boolean(),
    sparse: fc.boolean(),
    changed: fc.boolean(),
    between: fc.constantFrom('nothing', 'another prediction', 'reopen'),
  }),
  { minLength: 1, maxLength: 12 },
)

describe.each(rules)('what predict leaves for learn, with %s', (_, rule) => {
  const options: LinearOptions<number> = { labels: 'open', ...(rule === undefined ? {} : { rule }) }

  test.each([0, 300])('changes nothing: neither what is learned nor what it cost, after %d events', (warm) => {
    fc.assert(
      fc.property(stream, fc.boolean(), (events, penalised) => {
        const all = { ...options, ...(penalised ? { l1: 1e-3, l2: 1e-2 } : {}) }
        const [predicting, learning] = [new SoftmaxRegression(all), new SoftmaxRegression(all)]
        for (let i = 0; i < warm; i++) {
          const x = Float64Array.from({ length: 40 }, (_, k) => ((i * 7 + k) % 5) - 2)
          for (const model of [predicting, learning]) model.learn(x, i % 7)
        }
        for (const { x, later, y, typed, sparse, changed, between } of events) {
          const values = typed ? Float64Array.from(x) : [...x]
          const indices = typed ? Uint32Array.from(x.keys()) : [...x.keys()]
          const vector: Vector = sparse ? { indices, values } : values
          const ticket = predicting.predict(vector)
          if (between === 'another prediction') predicting.predict([...later])
          if (between === 'reopen') for (const model of [predicting, learning]) model.reopen()
          // A ticket is judged by what it believed, an event is learned as it is now.
          if (changed) for (const [i, value] of later.entries()) values[i] = value
          const loss = predicting.learn(vector, y, { ticket })
          const alone = learning.learn(structuredClone(vector), y)
          if (!changed) expect(loss).toBe(alone)
        }
        expect(encode(predicting)).toEqual(encode(learning))
      }),
      { numRuns: warm === 0 ? 150 : 20 },
    )
  })
})
