import type { Progress } from '../messages.ts'
import { isRecord } from '../savedJson.ts'

/** The most points that a chart has: about as many as one can tell apart on a wide screen. */
export const POINTS = 400

type Shown = Exclude<keyof Progress, 'rejected' | 'mixture' | 'eventsPerSecond'>

/** What the charts show of a {@link Progress}, and with how many digits. */
const DIGITS: Readonly<Record<Shown, number>> = {
  events: 15,
  clock: 15,
  accuracy: 5,
  low: 5,
  high: 5,
  windowAccuracy: 5,
  majority: 5,
  lastLabel: 5,
  gainLow: 4,
  gainHigh: 4,
  lastGainLow: 4,
  lastGainHigh: 4,
  crossEntropy: 5,
  frequencies: 5,
  informationLow: 4,
  informationHigh: 4,
  labelEntropy: 5,
  frequencyBias: 3,
  eta: 3,
  drifts: 15,
}

/** What a point of a chart has. */
export type Point = Pick<Progress, Shown | 'mixture'>

/** Whether a value of JSON is a point; what was NaN is null there. */
export function isPoint(value: unknown): value is Point {
  if (!isRecord(value)) return false
  const { mixture } = value
  const mixed = mixture === undefined || (Array.isArray(mixture) && mixture.every(isFigure))
  return mixed && Object.keys(DIGITS).every((name) => isFigure(value[name]))
}

function isFigure(value: unknown): boolean {
  return value === null || Number.isFinite(value)
}

/** Points as columns, with as many digits as a chart shows: a tenth of what they would take as they are. */
export interface PackedPoints {
  readonly columns: Readonly<Record<string, readonly (number | null)[]>>
  /** For each member of a mixture how much it was believed. */
  readonly mixture: readonly (readonly (number | null)[])[]
}

/** Packs points for the page. */
export function packPoints(points: readonly Point[]): PackedPoints {
  const names = Object.keys(DIGITS) as Shown[]
  const members = points[0]?.mixture?.length ?? 0
  return {
    columns: Object.fromEntries(names.map((name) => [name, points.map((point) => round(point[name], DIGITS[name]))])),
    mixture: Array.from({ length: members }, (_, i) => points.map(({ mixture }) => round(mixture?.[i], 2))),
  }
}

/** The points that were packed; what was NaN is NaN again. */
export function unpackPoints({ columns, mixture }: PackedPoints): Point[] {
  const length = columns['events']?.length ?? 0
  return Array.from({ length }, (_, i) => {
    const figures = Object.entries(columns).map(([name, values]) => [name, values[i] ?? Number.NaN])
    const point = Object.fromEntries(figures) as Point
    return mixture.length === 0 ? point : { ...point, mixture: mixture.map((shares) => shares[i] ?? Number.NaN) }
  })
}

function round(value: number | null | undefined, digits: number): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? Number(value.toPrecision(digits)) : null
}
