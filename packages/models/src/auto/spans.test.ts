import { type Label, Random } from '@rivulet/core'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { AutoClassifier } from './autoClassifier.ts'
import { beginOf, isLastOfSpan, meanOf, Spans } from './spans.ts'
import { run } from './streams.fixture.ts'

/** Labels that say whether a value is above ½, beside a feature that says little; one value may be a spike. */
function events(n: number, spike: (t: number) => number | undefined): { x: number[]; y: 0 | 1; clean: boolean }[] {
  const random = new Random(1)
  return Array.from({ length: n }, (_, t) => {
    const [a, b, noise] = [random.next(), random.next(), random.next()]
    return { x: [spike(t) ?? a, b], y: a + 0.3 * b - 0.65 > 0.3 * (noise - 0.5) ? 1 : 0, clean: spike(t) === undefined }
  })
}

/** The mean log loss of the events that are clean. */
function lossOf(all: readonly { x: number[]; y: 0 | 1; clean: boolean }[], interactions: 'none' | 'auto'): number {
  const { p } = run(new AutoClassifier<Label>({ labels: [0, 1], interactions }) as AutoClassifier, all)
  const losses = all.flatMap(({ y, clean }, t) => (clean ? [-Math.log(y === 1 ? p[t]! : 1 - p[t]!)] : []))
  return losses.reduce((a, b) => a + b, 0) / losses.length
}

describe('a scale that one value cannot move', () => {
  test('a spike of any size at any event costs next to nothing', () => {
    for (const interactions of ['none', 'auto'] as const) {
      const clean = lossOf(
        events(3000, () => undefined),
        interactions,
      )
      for (const at of [0, 3, 100, 1000]) {
        for (const size of [50, 1e3, -1e300]) {
          const spiked = events(3000, (t) => (t === at ? size : undefined))
          expect(lossOf(spiked, interactions) / clean).toBeLessThan(1.12)
        }
      }
    }
  })

  test('whatever poisons the beginning is forgotten', () => {
    const { p } = run(
      new AutoClassifier<Label>({ labels: [0, 1], interactions: 'none' }) as AutoClassifier,
      events(6000, (t) => (t < 3 ? 1e3 * (t + 1) : undefined)),
    )
    const late = events(6000, () => undefined).slice(5000)
    const right = late.filter(({ y }, t) => (p[5000 + t]! > 0.5 ? 1 : 0) === y).length
    expect(right / 1000).toBeGreaterThan(0.85)
  })

  test('what is frequent is no spike: a new scale is taken on within a few events', () => {
    const spans = new Spans()
    const believed = Array.from({ length: 8 }, (_, k) => spans.accepts(1, 1000 + k))
    expect(believed).toEqual([false, false, false, false, true, true, true, true])
    const rare = Array.from({ length: 50 }, (_, k) => spans.accepts(2, 1000 + 50 * k))
    expect(rare.some((each) => each)).toBe(false)
  })

  test('spans double, and the mean is that of the last two', () => {
    fc.assert(
      fc.property(fc.integer({ min: 5, max: 5000 }), (c) => {
        const begin = beginOf(c)
        expect(begin).toBeLessThan(c)
        expect(isLastOfSpan(begin)).toBe(true)
        expect(begin === 1024 || c <= 2 * begin).toBe(true)
        const spans = new Spans()
        spans.begin(1, begin, 10)
        const [now, before] = [c - begin, begin === 4 ? 4 : begin / 2]
        expect(meanOf(spans.values, 1, 40, c)).toBeCloseTo((40 * now + 10 * before) / (now + before), 9)
        expect(meanOf(spans.values, 1, 10, c)).toBe(10)
      }),
      { seed: 1, numRuns: 200 },
    )
  })
})
