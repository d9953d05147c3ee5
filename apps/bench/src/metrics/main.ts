import type { Metric } from '@rivulet/core'
import {
  Accuracy,
  CalibrationError,
  CohenKappa,
  CrossEntropy,
  DistributionBaseline,
  Estimate,
  Fading,
  FrequencyBias,
  KlDivergence,
  LabelEntropy,
  LastLabelBaseline,
  MajorityBaseline,
  RocAuc,
  Rolling,
} from '@rivulet/metrics'
import { nanoseconds, type Step, scored } from './measure.ts'

const contenders: Readonly<Record<string, () => Step>> = {
  'accuracy + cross-entropy + KL': () => {
    const [accuracy, crossEntropy, kl] = [
      new Accuracy<number>(),
      new CrossEntropy<number>(),
      new KlDivergence<number>(),
    ]
    return (y, ticket) => {
      accuracy.update(y, ticket)
      crossEntropy.update(y, ticket)
      kl.update(y, ticket)
    }
  },
  accuracy: () => of(new Accuracy()),
  'cross-entropy': () => of(new CrossEntropy()),
  KL: () => of(new KlDivergence()),
  'frequency bias': () => of(new FrequencyBias()),
  'label entropy': () => of(new LabelEntropy()),
  'Cohen’s κ': () => of(new CohenKappa()),
  'calibration error': () => of(new CalibrationError()),
  AUC: () => of(new RocAuc({ positive: 1 })),
  'last label': () => of(new LastLabelBaseline()),
  majority: () => of(new MajorityBaseline()),
  'running distribution': () => of(new DistributionBaseline()),
  'accuracy with its interval': () => of(new Estimate<number>(() => new Accuracy())),
  'accuracy of 1,000 events': () => of(new Rolling(new Accuracy<number>(), { events: 1000 })),
  'cross-entropy of 1,000 events': () => of(new Rolling(new CrossEntropy<number>(), { events: 1000 })),
  'accuracy, fading': () => of(new Fading(new Accuracy<number>(), { halfLife: 1000 })),
}

function of(metric: Metric<number>): Step {
  return (y, ticket) => metric.update(y, ticket)
}

console.log(`${'ns of processor time an event'.padEnd(34)}${'2 classes'.padStart(10)}${'10 classes'.padStart(12)}`)
const [two, ten] = [scored(2), scored(10)]
for (const [name, create] of Object.entries(contenders)) {
  const cells = [nanoseconds(create(), two).toFixed(0).padStart(10), nanoseconds(create(), ten).toFixed(0).padStart(12)]
  console.log(`${name.padEnd(34)}${cells.join('')}`)
}
