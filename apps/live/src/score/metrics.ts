import type { Label, Stateful } from '@rivulet/core'
import { record } from '@rivulet/core/snapshot'
import {
  Accuracy,
  CalibrationError,
  ConfusionMatrix,
  CrossEntropy,
  FrequencyBias,
  LabelEntropy,
  type Report,
  Rolling,
  report,
} from '@rivulet/metrics'

/** The most classes that are kept apart, as many as an open learner takes. */
const CLASSES = 10_000

/** What is kept running over a stream. */
export interface Metrics {
  /** Accuracy and cross-entropy beside those of trivial forecasters, and the intervals of the differences. */
  readonly report: Report<'accuracy' | 'crossEntropy'>
  /** Of the last events. */
  readonly windowAccuracy: Rolling<Label, Accuracy>
  readonly frequencyBias: Rolling<Label, FrequencyBias>
  readonly labelEntropy: LabelEntropy
  readonly calibration: CalibrationError
  readonly confusion: ConfusionMatrix
}

/**
 * @param window - how many of the last events the windows hold
 * @param labels - the classes that are known beforehand; of two, the second one's probability is what calibration looks at
 */
export function freshMetrics(window: number, labels: readonly Label[] = []): Metrics {
  const [, positive] = labels.length === 2 ? labels : []
  return {
    report: report({ accuracy: () => new Accuracy(), crossEntropy: () => new CrossEntropy() }),
    // A window in the report would be one for each forecaster and metric as well, and take three times as long as all the rest.
    windowAccuracy: new Rolling(new Accuracy(), { events: window }),
    frequencyBias: new Rolling(new FrequencyBias(), { events: window }),
    labelEntropy: new LabelEntropy(),
    calibration: new CalibrationError(positive === undefined ? {} : { positive }),
    confusion: new ConfusionMatrix({ maxLabels: CLASSES }),
  }
}

/** All of them as one state. */
export function metricsState({ report: numbers, ...others }: Metrics): Stateful {
  return record({ report: numbers, ...others })
}
