/** What one learner did on one stream. */
export interface Row {
  readonly stream: string
  readonly learner: string
  /** How many events were predicted, scored and, those whose label came in time, learned. */
  readonly events: number
  /** The mean of −log of the probability that was given to the label, in nats. */
  readonly logLoss: number
  readonly accuracy: number
  /** The accuracy of the class that has come most often so far. */
  readonly majority: number
  /** The accuracy of the label that was known last. */
  readonly lastLabel: number
  /** To predict and learn one event: the median over chunks of the stream. */
  readonly microseconds: number
}
