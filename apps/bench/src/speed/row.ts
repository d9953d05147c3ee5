/** One line of the table: a ratio of two figures that were measured in turns, in one run. */
export interface Row {
  readonly row: string
  /** Events a second, or what `unit` says. */
  readonly ours: number
  /** The same of what stands in the next column; what is absent was not measured. */
  readonly theirs: number | undefined
  /** Who they are. */
  readonly against: string
  /** How many times theirs ours is; for bytes and nanoseconds, theirs by ours. */
  readonly ratio: number | undefined
  /** The ratio that must hold; a row that only informs has none. */
  readonly needs: number | undefined
  readonly holds: boolean
  readonly unit: string
}

/** What a row says, from its two figures. */
export function rowOf(
  row: string,
  against: string,
  figures: { readonly ours: number; readonly theirs: number | undefined },
  needs: number | undefined,
  unit = 'events/s',
): Row {
  const { ours, theirs } = figures
  const smallerIsBetter = unit !== 'events/s'
  const ratio = theirs === undefined ? undefined : smallerIsBetter ? theirs / ours : ours / theirs
  const holds = needs === undefined || ratio === undefined || ratio >= needs
  return { row, ours, theirs, against, ratio, needs, holds, unit }
}
