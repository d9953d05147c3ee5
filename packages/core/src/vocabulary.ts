/**
 * The vocabulary of Rivulet: what every package speaks, and what a third party can implement without inheriting from us.
 * State is a class (`new CrossEntropy()`), a formula is a function (`crossEntropy(p, q)`).
 */

/** A class label. `0`, `'0'` and `false` are three labels; a number must be finite. */
export type Label = string | number | boolean

/** The non-zeros of a sparse vector: `indices` are integers ≥ 0, ascending and distinct, one for each of `values`. */
export interface SparseVector {
  readonly indices: ArrayLike<number>
  readonly values: ArrayLike<number>
}

/** The features of one event: all of them in order, or the non-zeros alone. */
export type Vector = ArrayLike<number> | SparseVector

/** Arrays are saved as float64, unsigned 32-bit integers or bytes, little-endian. */
export type Dtype = 'F64' | 'U32' | 'U8'

/** Takes named arrays and texts of a state; `child` opens a part with names of its own. */
export interface SnapshotWriter {
  array(name: string, values: ArrayLike<number>, dtype?: Dtype): void
  text(name: string, value: string): void
  child(name: string): SnapshotWriter
}

/** Gives back what a {@link SnapshotWriter} took; a name that is not there is an error that says so. */
export interface SnapshotReader {
  array(name: string): Float64Array | Uint32Array | Uint8Array
  text(name: string): string
  child(name: string): SnapshotReader
}

/** Has state. What is not saved through it does not exist. */
export interface Stateful {
  /** Writes the whole state: configuration, arrays, counters, random state. */
  save(to: SnapshotWriter): void
  /** Restores it, or throws and changes nothing. */
  load(from: SnapshotReader): void
}

/**
 * A prediction, which is also a ticket: plain data that can wait for hours, or in a snapshot, until its label is known,
 * and goes back to the learner with it.
 */
export interface Prediction<L extends Label = Label> {
  /** The most probable class; the first of them on a tie; `undefined` before any class is known. */
  readonly label: L | undefined
  /** The classes known when the prediction was made. */
  readonly labels: readonly L[]
  /** One probability for each of `labels`; they sum to 1. */
  readonly probabilities: readonly number[]
  /**
   * The probability that the class is none of `labels`, 0 if absent. An open learner keeps some for classes it has not
   * seen: a class of `labels` then has probability `probabilities[k] · (1 − unseen)`.
   */
  readonly unseen?: number
  /** What this learner's own update wants back with the label. */
  readonly beliefs?: readonly number[]
  /**
   * What trivial forecasters said at the same moment, by their names: what baselines score when the label is known. A ticket
   * without it is one whose label came at once; then a baseline's forecast of that moment is the same.
   */
  readonly baselines?: Readonly<Record<string, Prediction<L>>>
}

/** What may come with an example that is learned. */
export interface LearnOptions<L extends Label = Label> {
  /** The step size of this one step; without it the learner's own schedule is evaluated at its count t. */
  readonly eta?: number
  /** How many times this event counts, ≥ 0; 1 if absent. */
  readonly weight?: number
  /** The prediction made when the event happened, if the label came late. */
  readonly ticket?: Prediction<L>
}

/** Learns from one event at a time. */
export interface Learner<X = Vector, L extends Label = Label> extends Stateful {
  /** Events learned. */
  readonly t: number
  /** The classes known so far; a new array when one is added, so that tickets keep theirs. */
  readonly labels: readonly L[]
  /** Changes no byte of the learner and nothing of the caller's. */
  predict(x: X): Prediction<L>
  /**
   * Takes one step and returns the loss of the prediction made before it: of the ticket if there is one, else of today's.
   * The gradient is taken at today's weights. A bad event throws {@link InvalidEvent} and changes nothing.
   */
  learn(x: X, y: L, how?: LearnOptions<L>): number
  /** The step size that the next `learn` would use by itself. */
  eta?(): number
  /** Re-opens the step size after drift; keeps the weights. */
  reopen?(): void
}

/** What is learned where there are no classes: a number, or as many numbers as the learner has outputs. All are finite. */
export type Quantity = number | readonly number[]

/** A prediction of a quantity, which is also a ticket: plain data that can wait until the quantity is known. */
export interface Forecast<Y extends Quantity = number> {
  /** What is expected. */
  readonly value: Y
  /** What trivial forecasters said at the same moment, by their names, as in {@link Prediction.baselines}. */
  readonly baselines?: Readonly<Record<string, Forecast<Y>>>
}

/** What may come with an example of a quantity that is learned. */
export interface RegressOptions<Y extends Quantity = number> {
  /** The step size of this one step; without it the learner's own schedule is evaluated at its count t. */
  readonly eta?: number
  /** How many times this event counts, ≥ 0; 1 if absent. */
  readonly weight?: number
  /** The forecast made when the event happened, if the quantity became known late. */
  readonly ticket?: Forecast<Y>
}

/** Learns quantities from one event at a time: {@link Learner} for numbers in place of labels, and by the same rules. */
export interface Regressor<X = Vector, Y extends Quantity = number> extends Stateful {
  /** Events learned. */
  readonly t: number
  /** Changes no byte of the learner and nothing of the caller's. */
  predict(x: X): Forecast<Y>
  /**
   * Takes one step and returns the loss of the forecast made before it: of the ticket if there is one, else of today's.
   * The gradient is taken at today's weights. A bad event throws {@link InvalidEvent} and changes nothing.
   */
  learn(x: X, y: Y, options?: RegressOptions<Y>): number
  /** The step size that the next `learn` would use by itself. */
  eta?(): number
  /** Re-opens the step size after drift; keeps the weights. */
  reopen?(): void
}

/** Turns A into B, and may learn from the As it is shown. `transform` changes nothing. */
export interface Transformer<A, B> extends Stateful {
  transform(a: A): B
  learn(a: A): void
}

/** A running number about predictions and their labels. */
export interface Metric<L extends Label = Label> extends Stateful {
  /** Counts one event: its label, and the prediction that was made before the label was known. */
  update(y: L, prediction: Prediction<L>, weight?: number): void
  /** The number now; NaN before there is one. */
  readonly value: number
  /**
   * The forecasts that it will score, made now, by the names of their forecasters: what goes into the ticket as `baselines`, so that a
   * trivial forecaster knows no label that the model did not. Only a baseline has it, and what contains some.
   */
  forecasts?(): Readonly<Record<string, Prediction<L>>>
}

/** What a detector says of its stream: that it is as it was, may be changing, or has changed. */
export type DriftLevel = 'stable' | 'warning' | 'drift'

/** Watches a stream for a change: of errors, numbers, or of whatever else it is made for. */
export interface Detector<In = number> extends Stateful {
  update(shown: In): DriftLevel
}

/** A step size as a function of the count of events learned, from 0. */
export type Schedule = (t: number) => number

/** One event that got its label, was scored and learned. `t` is the model's count before it, so the model version after it is t + 1. */
export interface Outcome<X = Vector, L extends Label = Label> {
  readonly t: number
  readonly eta: number
  readonly x: X
  readonly y: L
  /** Made before the label was known. */
  readonly prediction: Prediction<L>
  readonly loss: number
}

/** A bad event: what it was, why it was refused, and where in its source it stood. */
export interface Rejection {
  readonly event: unknown
  readonly reason: string
  readonly position?: unknown
}
