import type { Row } from './row.ts'

/** What all learners are compared with: the normalised adaptive rule with η = .5, Vowpal Wabbit's default. */
export const REFERENCE = 'normalized'

/** A learner's log loss over all streams. */
export interface GeometricMean {
  readonly learner: string
  /** (Π log loss / reference's log loss)^(1/streams). */
  readonly ratio: number
}

/** The geometric mean of each learner's log loss relative to the reference's; none if the reference did not run. */
export function geometricMeans(rows: readonly Row[]): readonly GeometricMean[] {
  const reference = new Map(rows.filter((row) => row.learner === REFERENCE).map((row) => [row.stream, row.logLoss]))
  if (reference.size === 0) return []
  const learners = [...new Set(rows.map((row) => row.learner))]
  return learners.map((learner) => {
    const own = rows.filter((row) => row.learner === learner)
    const sum = own.reduce(
      (total, { stream, logLoss }) => total + Math.log(logLoss / (reference.get(stream) as number)),
      0,
    )
    return { learner, ratio: Math.exp(sum / own.length) }
  })
}
