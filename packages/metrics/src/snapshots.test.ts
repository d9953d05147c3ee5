import type { Label, Prediction, Stateful } from '@rivulet/core'
import { type Law, snapshotLaws } from '@rivulet/core/conformance'
import { describe, test } from 'vitest'
import {
  Accuracy,
  ConfusionMatrix,
  Estimate,
  KlDivergence,
  Rolling,
  RollingTime,
  report,
  type Target,
} from './index.ts'

type Use<S> = (state: S, i: number) => void

function of<S extends Stateful>(create: () => S, use: Use<S>, mutants?: number): Law[] {
  return snapshotLaws({ create, use }, mutants)
}

const LABELS: readonly Label[] = ['ham', 0, '0']
const ticket = (i: number): Prediction => {
  const labels = LABELS.slice(0, 1 + (i % 3))
  return { label: labels[0], labels, probabilities: labels.map(() => 1 / labels.length), unseen: 0.1 }
}
const target = (i: number): Target => ({ labels: ['ham', 0], probabilities: [0.25 * (i % 3), 1 - 0.25 * (i % 3)] })

function finite(value: number, least: number): void {
  if (!(value >= least && value < Infinity)) throw new Error(`the number is ${value}`)
}

/** What is saved here beside the metrics of test/metrics.ts and the detectors of test/detectors.ts. */
const subjects: Record<string, Law[]> = {
  RollingTime: of(
    () => new RollingTime(new ConfusionMatrix(), { span: 8, maxAhead: Infinity }),
    (window, i) => {
      // After another clock, which may be ahead, nothing leaves for a while.
      window.advance(i)
      window.update(LABELS[i % 3] as Label, ticket(i))
      finite(window.size, 1)
    },
  ),
  'Rolling(KlDivergence)': of(
    () => new Rolling<Label, KlDivergence, Label | Target>(new KlDivergence(), { events: 8 }),
    (window, i) => {
      window.update(target(i), ticket(i), 1 + (i % 2))
      finite(window.value, 0)
    },
  ),
  'Estimate(KlDivergence)': of(
    () => new Estimate<Label, Label | Target>(() => new KlDivergence()),
    (estimate, i) => {
      estimate.update(target(i), ticket(i))
      finite(estimate.value, 0)
      if (Number.isNaN(estimate.interval().low)) throw new Error('the interval is NaN')
    },
  ),
  report: of(
    () => report({ accuracy: () => new Accuracy() }, { window: 5 }),
    (all, i) => {
      all.update(LABELS[i % 3] as Label, ticket(i))
      if (i % 8 !== 0) return
      for (const { value, recent } of Object.values(all.read())) for (const x of [value, recent]) finite(x, 0)
    },
    20,
  ),
}

describe.each(Object.entries(subjects))('%s', (_, laws) => {
  for (const law of laws) test(law.name, () => law.check())
})
