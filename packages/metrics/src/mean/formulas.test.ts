import type { Label, Prediction } from '@rivulet/core'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Accuracy, Brier, CrossEntropy, KlDivergence, type MeanScore, TargetEntropy, TopKAccuracy } from '../index.ts'

const NAMES: readonly Label[] = ['ham', 'spam', 0, '0', false]

/** An event whose label the ticket may not know, and whose ticket may keep something for the unseen. */
const anEvent = fc
  .record({
    y: fc.constantFrom<Label>(...NAMES, 'never listed'),
    known: fc.integer({ min: 1, max: NAMES.length }),
    sizes: fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 5, maxLength: 5 }),
    unseen: fc.option(fc.double({ min: 0, max: 1, noNaN: true }), { nil: undefined }),
    weight: fc.constantFrom(1, 2, 0.25),
  })
  .map(({ y, known, sizes, unseen, weight }) => {
    const labels = NAMES.slice(0, known)
    const total = sizes.slice(0, known).reduce((sum, size) => sum + size, 0)
    const probabilities = labels.map((_, k) => (total === 0 ? 1 / known : (sizes[k] as number) / total))
    const label = labels[probabilities.indexOf(Math.max(...probabilities))]
    const prediction: Prediction = { label, labels, probabilities, ...(unseen === undefined ? {} : { unseen }) }
    return { y, prediction, weight }
  })

/** What was predicted and what happened, over the known classes and "none of them". */
function vectors(y: Label, { labels, probabilities, unseen = 0 }: Prediction): [p: number[], happened: number[]] {
  const p = [...probabilities.map((q) => q * (1 - unseen)), unseen]
  const happened = [...labels.map((label) => (label === y ? 1 : 0)), labels.includes(y) ? 0 : 1]
  return [p, happened]
}

const surprise = (y: Label, prediction: Prediction): number => {
  const [p, happened] = vectors(y, prediction)
  return -Math.log(Math.max(p[happened.indexOf(1)] as number, 2 ** -52))
}

/** Each mean score, by the formula in its documentation. */
const formulas: Readonly<Record<string, [() => MeanScore, (y: Label, prediction: Prediction) => number]>> = {
  Accuracy: [() => new Accuracy(), (y, { label }) => (y === label ? 1 : 0)],
  Brier: [
    () => new Brier(),
    (y, prediction) => {
      const [p, happened] = vectors(y, prediction)
      return p.reduce((sum, q, k) => sum + (q - (happened[k] as number)) ** 2, 0) / 2
    },
  ],
  CrossEntropy: [() => new CrossEntropy() as MeanScore, surprise],
  KlDivergence: [() => new KlDivergence() as MeanScore, surprise],
  TargetEntropy: [() => new TargetEntropy() as MeanScore, () => 0],
  TopKAccuracy: [
    () => new TopKAccuracy(2),
    (y, { labels, probabilities }) => {
      const ranked = labels.map((label, k) => ({ label, p: probabilities[k] as number })).sort((a, b) => b.p - a.p)
      return ranked.slice(0, 2).some(({ label }) => label === y) ? 1 : 0
    },
  ],
}

describe.each(Object.entries(formulas))('%s is its formula', (_, [create, score]) => {
  test('also with a mass for the unseen, and with labels that the ticket did not know', () => {
    fc.assert(
      fc.property(fc.array(anEvent, { minLength: 1, maxLength: 12 }), (events) => {
        const metric = create()
        let [sum, weights] = [0, 0]
        for (const { y, prediction, weight } of events) {
          metric.update(y, prediction, weight)
          sum += weight * score(y, prediction)
          weights += weight
        }
        expect(metric.value).toBeCloseTo(sum / weights, 10)
      }),
    )
  })
})
