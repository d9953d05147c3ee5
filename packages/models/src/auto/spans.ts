import type { SnapshotReader, SnapshotWriter } from '@rivulet/core'
import { between, checkColumns, type NumberRange, natural, nonNegative, readArray } from '@rivulet/core/snapshot'

/** The first span of a feature's values, and where the last one begins that its mean is taken over. */
const FIRST = 4
const LAST = 1024

/** Columns: the mean of the span before; of this span's small values the largest, and how many they are; and a time. */
const BEFORE = 0
const SMALL = 1
const SMALLS = 2
const BUSY = 3
const WIDTH = 4

const COLUMNS: readonly NumberRange[] = [between(-(2 ** 1022), 2 ** 1022), nonNegative, natural, between(0, 2 ** 54)]

/** Values so much below N are small: an eighth at first, then less. */
const SMALLER = [8, 64] as const

/** Of the first values of a feature none is a spike; later, more than one in so many is none, once there are so many of them. */
const TRUSTED = 3
const ONE_IN = 12
const MANY = 4

/** If so many of a span's values are small, N was a spike. */
const MOST_SMALL = 0.9

/**
 * What tells a spike from a scale: the past of every feature in spans of doubling length, 1 to 4, 5 to 8, 9 to 16, …
 *
 * A value more than four times as large as N is a spike, which counts as N, unless such values are more than one in twelve; of the
 * first three values each is believed. When a span ends in which nine values of ten were below N/64, or N/c for an early one, N becomes the largest
 * of those. And the mean is that of the last two spans, up to 1,024 values, then of all from there: so whatever comes at
 * the beginning is forgotten.
 *
 * Why: with the largest value for a scale, one reading of a sensor that is a thousand times too high silences its feature for
 * as long as it takes the squares of the others to add up to that one's: a million events.
 *
 * @see Turner (1986), New Directions in Communications (the leaky bucket that counts what is frequent)
 */
export class Spans {
  /** Row by row. */
  values: Float64Array = new Float64Array(64 * WIDTH)

  /** Makes room for rows. */
  reserve(rows: number): void {
    if (rows * WIDTH <= this.values.length) return
    const longer = new Float64Array(2 * rows * WIDTH)
    longer.set(this.values)
    this.values = longer
  }

  /** Whether a value far above N is to be believed, c values having come before: early, and when there are many of them. */
  accepts(row: number, c: number): boolean {
    if (c < TRUSTED) return true
    const at = row * WIDTH + BUSY
    const busy = Math.max(this.values[at]!, c) + ONE_IN
    this.values[at] = busy
    return busy - c > MANY * ONE_IN
  }

  /** Whether the c-th value is small beside N. */
  isSmall(magnitude: number, largest: number, c: number): boolean {
    return Math.max(SMALLER[0], Math.min(c, SMALLER[1])) * magnitude < largest
  }

  /** Counts a small value. */
  countSmall(row: number, magnitude: number): void {
    const at = row * WIDTH
    this.values[at + SMALLS]!++
    if (magnitude > this.values[at + SMALL]!) this.values[at + SMALL] = magnitude
  }

  /** A feature that is centred from here on has had a mean. */
  join(row: number, mean: number): void {
    this.values[row * WIDTH + BEFORE] = mean
  }

  /** Begins a new span once c values came, which is one of {@link isLastOfSpan}; returns what N is to be, 0 for as it is. */
  begin(row: number, c: number, mean: number): number {
    const at = row * WIDTH
    const small = this.values[at + SMALLS]! >= MOST_SMALL * lengthOf(c) ? this.values[at + SMALL]! : 0
    this.values[at + SMALLS] = 0
    this.values[at + SMALL] = 0
    if (c <= LAST) this.values[at + BEFORE] = mean
    return small
  }

  /** Writes the rows. */
  save(to: SnapshotWriter, rows: number): void {
    this.reserve(rows)
    to.array('spans', this.values.subarray(0, rows * WIDTH))
  }

  /** Takes the saved rows. */
  load(from: SnapshotReader, rows: number): void {
    const values = readArray(from, 'spans', 'F64', rows * WIDTH)
    checkColumns(values, 'spans', COLUMNS)
    this.reserve(rows)
    this.values.set(values)
  }
}

/** Whether a span ends with the c-th value: 4, 8, 16, … */
export function isLastOfSpan(c: number): boolean {
  return (c & (c - 1)) === 0 && c >= FIRST
}

/** How many values came before the span of the c-th, of those over which means are taken. */
export function beginOf(c: number): number {
  if (c <= FIRST) return 0
  return c > LAST ? LAST : 1 << (31 - Math.clz32(c - 1))
}

/** The mean of the span of the c-th value, as far as it came, and of the span before. */
export function meanOf(spans: Float64Array, row: number, mean: number, c: number): number {
  if (c <= FIRST) return mean
  const before = spans[row * WIDTH + BEFORE]!
  const gap = mean - before
  if (gap === 0) return mean
  const begin = beginOf(c)
  const n = c - begin
  return before + gap * (n / (n + (begin === FIRST ? FIRST : begin / 2)))
}

function lengthOf(c: number): number {
  return c === FIRST ? FIRST : c / 2
}
