import type { Label } from '@rivulet/core'
import { Accuracy, CrossEntropy, LabelEntropy, LastLabelBaseline, MajorityBaseline, Rolling } from '@rivulet/metrics'
import { WindowScores } from './windowScores.ts'

/** What is kept running over a stream. */
export interface Metrics {
  /** Read after every event. */
  readonly running: {
    readonly accuracy: Accuracy
    readonly windowAccuracy: Rolling<Label, WindowScores>
    readonly majority: MajorityBaseline
    readonly lastLabel: LastLabelBaseline
    readonly crossEntropy: CrossEntropy
  }
  /** Counted at every event, and read when it is shown, for it takes a logarithm a class; so does the window's KL. */
  readonly labelEntropy: LabelEntropy
}

/** @param window - how many of the last events the window holds */
export function freshMetrics(window: number): Metrics {
  return {
    running: {
      accuracy: new Accuracy(),
      windowAccuracy: new Rolling(new WindowScores(), window),
      majority: new MajorityBaseline(),
      lastLabel: new LastLabelBaseline(),
      crossEntropy: new CrossEntropy(),
    },
    labelEntropy: new LabelEntropy(),
  }
}
