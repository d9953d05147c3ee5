import { WindowScores } from '@rivulet/cli/progress'
import type { Label } from '@rivulet/core'
import {
  Accuracy,
  CalibrationError,
  ConfusionMatrix,
  CrossEntropy,
  Estimate,
  LabelEntropy,
  LastLabelBaseline,
  MajorityBaseline,
  Rolling,
} from '@rivulet/metrics'

/** The most classes that are kept apart, as many as an open learner takes. */
const CLASSES = 10_000

/** What is kept running over a stream. */
export interface Metrics {
  /** Read after every event. */
  readonly running: {
    readonly accuracy: Estimate
    readonly windowAccuracy: Rolling<Label, WindowScores>
    readonly majority: MajorityBaseline
    readonly lastLabel: LastLabelBaseline
  }
  /** Counted at every event, and read when they are shown: a sum that is exact, or a logarithm a class, is dear to read. */
  readonly shown: {
    readonly crossEntropy: CrossEntropy
    readonly labelEntropy: LabelEntropy
    readonly calibration: CalibrationError
    readonly confusion: ConfusionMatrix
  }
}

/**
 * @param window - how many of the last events the window holds
 * @param labels - the classes that are known beforehand; of two, the second one's probability is what calibration looks at
 */
export function freshMetrics(window: number, labels: readonly Label[] = []): Metrics {
  const [, positive] = labels.length === 2 ? labels : []
  return {
    running: {
      accuracy: new Estimate(() => new Accuracy()),
      windowAccuracy: new Rolling(new WindowScores(), window),
      majority: new MajorityBaseline(),
      lastLabel: new LastLabelBaseline(),
    },
    shown: {
      crossEntropy: new CrossEntropy(),
      labelEntropy: new LabelEntropy(),
      calibration: new CalibrationError(positive === undefined ? {} : { positive }),
      confusion: new ConfusionMatrix(CLASSES),
    },
  }
}
