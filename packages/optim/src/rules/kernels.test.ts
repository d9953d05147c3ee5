import { FeatureTable, Gathered, RowLoops } from '@rivulet/core/table'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { adagrad } from './adagrad.ts'
import { normalizedAdaptive } from './normalizedAdaptive.ts'
import { passiveAggressive } from './passiveAggressive.ts'
import { sgd } from './sgd.ts'
import type { UpdateRule } from './updateRule.ts'

const rules: readonly UpdateRule[] = [
  sgd(),
  passiveAggressive(),
  adagrad(),
  adagrad({ epsilon: 1 }),
  normalizedAdaptive(),
]

const number = fc.oneof(
  fc.double({ min: -10, max: 10, noNaN: true }),
  fc.constantFrom(0, -0, 5e-324, -5e-324, 2.2e-308, 1e100, -1e100, 1e-160, 1, -1),
)
interface Step {
  readonly x: number[]
  readonly gradient: number[]
  readonly eta: number
  readonly grow: number
}

const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.record({
    x: fc.array(fc.oneof({ weight: 3, arbitrary: number }, { weight: 1, arbitrary: fc.constant(0) }), {
      minLength: 1,
      maxLength: 6,
    }),
    gradient: fc.array(number, { minLength: 17, maxLength: 17 }),
    eta: fc.constantFrom(0, 0.5, 1e-3, 1e100),
    grow: fc.nat(2),
  }),
  { minLength: 1, maxLength: 6 },
)

/** What is left of a table, its event and its scores after some steps; rows by their feature, so that layouts compare. */
function play(rule: UpdateRule, script: readonly Step[], scores: number, marks: number, big: boolean): object {
  const table = new FeatureTable({ scores, blocks: 1 + rule.memory, marks })
  if (big) table.arena.reserve(10_000)
  const event = new Gathered(table, {})
  const loops = new RowLoops(table, event)
  const seen: unknown[] = []
  let K = scores
  for (const { x, gradient, eta, grow } of script) {
    event.gather(x)
    event.admit(x)
    if (grow > 0) {
      K = Math.min(17, K + grow)
      table.grow(K)
      event.gather(x)
    }
    const z = new Float64Array(K)
    const g = Float64Array.from(gradient.slice(0, K))
    const sums = new Float64Array(K + 1)
    loops.scores(z)
    loops.measure(rule, g, sums)
    loops.step(rule, g, eta)
    seen.push([...z], [...sums])
  }
  const { values, stride, features } = table
  const rows = [-1, ...features].map((feature) => {
    const at = feature < 0 ? 0 : table.find(feature)
    return [...values.subarray(at, at + stride)]
  })
  return { seen, rows, inMemory: table.arena.memory !== undefined }
}

/** The rule with its kernel alone: where a kernel is to serve, nothing else may. */
function kernelOf(rule: UpdateRule): UpdateRule {
  const step = (): never => {
    throw new Error('the step of a row was called, not the kernel')
  }
  const measured = rule.kernel?.name === 'normalized' && rule.event ? { event: { ...rule.event, measure: step } } : {}
  return { ...rule, ...measured, step }
}

describe.each(rules.map((rule) => [rule.name, rule] as const))('%s', (_, rule) => {
  const scripts = [steps, fc.integer({ min: 1, max: 17 }), fc.nat(3)] as const

  test('its kernel does to all rows what its step does to each, number by number', () => {
    const { kernel, ...without } = rule
    fc.assert(
      fc.property(...scripts, (script, scores, marks) => {
        const simd = scores > 1 || kernel?.name === 'axpy' ? kernelOf(rule) : rule
        const [ours, theirs] = [simd, without].map((rule) => play(rule, script, scores, marks, true))
        expect(ours).toStrictEqual(theirs)
        expect(ours).toMatchObject({ inMemory: true })
      }),
      { numRuns: 300 },
    )
  })

  test('SIMD and the plain loops on the heap give the same numbers', () => {
    fc.assert(
      fc.property(...scripts, (...script) => {
        expect(play(rule, ...script, false)).toStrictEqual({ ...play(rule, ...script, true), inMemory: false })
      }),
    )
  })
})
