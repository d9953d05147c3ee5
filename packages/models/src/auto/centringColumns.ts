import { beginOf as beginOfSpan, isLastOfSpan as isLast, meanOf as meanOfSpans } from './spans.ts'

// Bound here, for V8 inlines what is a module's own.
const beginOf = beginOfSpan
const meanOf = meanOfSpans
const isLastOfSpan = isLast

/** Outside D, where no mean is taken off, spans count from here. */
const SPARSE = 64

/** Columns: c_i; m_i; and for the members of D the number of the last event scored that met it, else 0. */
export const COUNT = 0
export const MEAN = 1
export const DENSE = 2
/** How many columns there are. */
export const CENTRING_COLUMNS = 3

/** What it takes to centre one event, beside its features; scratch, which every event overwrites. */
export interface Thresholds {
  /** T, this event counted. */
  events: number
  /** enter·T and leave·T. */
  enter: number
  leave: number
  /** A number of its own for every event scored: the mark of the members of D that it has. */
  mark: number
  /** The rows of D. */
  rows: readonly number[]
  /** What is known of the spans before. */
  spans: Float64Array
  /** Whether D gains or loses a member once the event is learned. */
  joining: boolean
  leaving: boolean
}

// What follows is done feature by feature, in loops of Inputs and Accumulation, where V8 inlines it.

/** Whether the feature at a place is a member of D, which gets the mark of the event. */
export function markedMember(table: Float64Array, at: number, mark: number): boolean {
  if (table[at + DENSE] === 0) return false
  table[at + DENSE] = mark
  return true
}

/** Whether the count of a feature, with this event, reaches a threshold. */
export function countReaches(table: Float64Array, at: number, threshold: number): boolean {
  return table[at + COUNT]! + 1 >= threshold
}

/** x̃ of a feature that is centred. */
export function centredValue(
  table: Float64Array,
  at: number,
  width: number,
  spans: Float64Array,
  x: number,
  events: number,
): number {
  const c = table[at + COUNT]! + 1
  const mean = table[at + MEAN]!
  if (table[at + DENSE] === 0) return x - share(meanWith(mean, x, c), c, events)
  return x - share(meanOf(spans, at / width, meanWith(mean, x, c - beginOf(c)), c), c, events)
}

/** Whether the event lacks a member of D, which is centred all the same unless it is about to leave. */
export function isMissing(table: Float64Array, at: number, thresholds: Thresholds): boolean {
  if (table[at + DENSE] === thresholds.mark) return false
  if (table[at + COUNT]! >= thresholds.leave) return true
  thresholds.leaving = true
  return false
}

/** x̃ of a member of D that the event lacks. */
export function centredZero(
  table: Float64Array,
  at: number,
  width: number,
  spans: Float64Array,
  events: number,
): number {
  const c = table[at + COUNT]!
  return -share(meanOf(spans, at / width, table[at + MEAN]!, c), c, events)
}

/** c. */
export function counted(table: Float64Array, at: number): number {
  return table[at + COUNT]!
}

/** m. */
export function meanOfSpan(table: Float64Array, at: number): number {
  return table[at + MEAN]!
}

/** Takes x into c and m; returns whether a span of the feature's values ends with it. Outside D the first ones do not count. */
export function count(table: Float64Array, at: number, x: number): boolean {
  const c = table[at + COUNT]! + 1
  table[at + COUNT] = c
  const mean = table[at + MEAN]!
  if (table[at + DENSE] !== 0) {
    table[at + MEAN] = meanWith(mean, x, c - beginOf(c))
    return isLastOfSpan(c)
  }
  if (x !== mean) table[at + MEAN] = mean + (x - mean) / c
  return c >= SPARSE && isLastOfSpan(c)
}

/** A mean with a value more, the n-th: with a new span it begins anew. */
function meanWith(mean: number, x: number, n: number): number {
  // A constant has no gap, and no division.
  const gap = x - mean
  return gap === 0 ? mean : mean + gap / n
}

/** m c/T, exactly m when c = T. */
function share(mean: number, count: number, events: number): number {
  return count === events ? mean : mean * (count / events)
}
