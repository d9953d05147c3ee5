import { show } from '../show.ts'
import { InvalidSnapshot } from './invalidSnapshot.ts'
import { isIn, type NumberRange } from './range.ts'

/**
 * Refuses a snapshot whose content is not as it should be: `check` for what was saved. For use in `load`, before anything
 * is taken.
 *
 * @param holds - whether it is good; write what should hold, so that NaN fails it
 * @param name - of what was saved
 * @param expected - what it should be, as in "at most the events counted"
 * @param value - what it is
 * @throws InvalidSnapshot `name should be expected, but is value`
 *
 * @example
 * ```ts
 * import { checkSaved } from '@rivulet/core/snapshot'
 *
 * const [hits, events] = [3, 4]
 * checkSaved(hits <= events, 'hits', `at most the ${events} events`, hits)
 * ```
 */
export function checkSaved(holds: boolean, name: string, expected: string, value: unknown): asserts holds {
  if (!holds) throw new InvalidSnapshot(`${name} should be ${expected}, but is ${show(value)}`)
}

/**
 * Refuses a table, saved row by row, with a number in it that is not in the range of its column.
 *
 * @param values - the numbers, row by row
 * @param name - of the table
 * @param columns - the range of each column
 * @throws InvalidSnapshot that says which number it is
 *
 * @example
 * ```ts
 * import { checkColumns, finite, natural } from '@rivulet/core/snapshot'
 *
 * checkColumns([3, 0.5, 4, -1.5], 'moments', [natural, finite])
 * ```
 */
export function checkColumns(values: ArrayLike<number>, name: string, columns: readonly NumberRange[]): void {
  const width = columns.length
  for (let c = 0; c < width; c++) {
    const range = columns[c] as NumberRange
    for (let i = c; i < values.length; i += width) {
      const value = values[i] as number
      if (!isIn(value, range)) checkSaved(false, `${name}[${i}]`, range.words, value)
    }
  }
}
