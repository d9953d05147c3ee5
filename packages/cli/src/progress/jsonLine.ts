/**
 * A record as one line of JSON. A number that is not known, NaN or undefined, is null, so that the line always has all its keys.
 *
 * @example
 * ```ts
 * import { jsonLine } from '@rivulet/cli/progress'
 *
 * jsonLine({ events: 0, accuracy: Number.NaN }) // => '{"events":0,"accuracy":null}'
 * ```
 */
export function jsonLine(record: object): string {
  return JSON.stringify(record, (_, value) => (value === undefined ? null : value))
}
