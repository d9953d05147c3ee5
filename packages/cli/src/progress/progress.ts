/** Where a run stands after some events: one row of the table, one line of `--json`. A number that is not known yet is NaN. */
export interface Progress {
  /** Events that got their label, were scored and learned. */
  readonly events: number
  /** Events that were refused. */
  readonly rejected: number
  readonly accuracy: number
  /** The 95 % interval of the accuracy, which allows for errors that come in runs. */
  readonly low: number
  readonly high: number
  /** The accuracy over the last events. */
  readonly windowAccuracy: number
  /** The accuracy of always guessing the most frequent label so far. */
  readonly majority: number
  /** The accuracy of always repeating the last known label. */
  readonly lastLabel: number
  /** In nats. */
  readonly crossEntropy: number
  /** The entropy of all labels so far, in nats: the cross-entropy of knowing only how often each comes. */
  readonly labelEntropy: number
  /**
   * KL(label frequencies ‖ mean prediction) over the last events, in nats: 0 where the model is right on average about how often each
   * label comes. Not a measure of quality; the KL of predictions from labels is their cross-entropy.
   */
  readonly frequencyBias: number
  /** The step size of the last event. */
  readonly eta: number
  /** Over the last second or two. */
  readonly eventsPerSecond: number
}

/** The numbers of a run that depend on its events alone, and not on the machine. */
export type Scores = Omit<Progress, 'events' | 'rejected' | 'eta' | 'eventsPerSecond'>
