import { WindowScores } from '@rivulet/cli/progress'
import type { Label } from '@rivulet/core'
import { Accuracy, CrossEntropy, LabelEntropy, LastLabelBaseline, MajorityBaseline, Rolling } from '@rivulet/metrics'

/** What is kept running over a stream. */
export interface Metrics {
  /** Read after every event. */
  readonly running: {
    readonly accuracy: Accuracy
    readonly windowAccuracy: Rolling<Label, WindowScores>
    readonly majority: MajorityBaseline
    readonly lastLabel: LastLabelBaseline
  }
  /** Counted at every event, and read when they are shown: a sum that is exact, or a logarithm a class, is dear to read. */
  readonly shown: {
    readonly crossEntropy: CrossEntropy
    readonly labelEntropy: LabelEntropy
  }
}

/** @param window - how many of the last events the window holds */
export function freshMetrics(window: number): Metrics {
  return {
    running: {
      accuracy: new Accuracy(),
      windowAccuracy: new Rolling(new WindowScores(), window),
      majority: new MajorityBaseline(),
      lastLabel: new LastLabelBaseline(),
    },
    shown: { crossEntropy: new CrossEntropy(), labelEntropy: new LabelEntropy() },
  }
}
