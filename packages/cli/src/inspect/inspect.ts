import { readFileSync } from 'node:fs'
import { decode } from '@rivulet/core/snapshot'
import { diffSnapshots } from '@rivulet/durable'

/** How much is shown of a text. */
const SHOWN = 100

/** Prints what a snapshot holds, one name a line. */
export function inspect(path: string): void {
  for (const line of describe(readFileSync(path))) console.log(line)
}

/** Prints what is different in two snapshots, one name a line. */
export function diff(before: string, after: string): void {
  for (const line of diffSnapshots(readFileSync(before), readFileSync(after))) console.log(line)
}

/**
 * What a snapshot holds, one name a line.
 *
 * @throws DamagedSnapshot if it is none, or damaged
 */
export function describe(bytes: Uint8Array): string[] {
  const entries = [...decode(bytes).entries()].sort(([a], [b]) => (a < b ? -1 : 1))
  const width = Math.max(0, ...entries.map(([path]) => path.length))
  return entries.map(
    ([path, value]) => `${path.padEnd(width)}  ${typeof value === 'string' ? text(value) : numbers(value)}`,
  )
}

function text(value: string): string {
  return value.length > SHOWN
    ? `${JSON.stringify(value.slice(0, SHOWN))}… (${value.length} characters)`
    : JSON.stringify(value)
}

function numbers(values: Float64Array | Uint32Array | Uint8Array): string {
  if (values.length <= 4) return `[${[...values].join(', ')}]`
  let [least, most, zeros] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0]
  for (const value of values) {
    if (value < least) least = value
    if (value > most) most = value
    if (value === 0) zeros += 1
  }
  return `${values.length} numbers from ${least} to ${most}, ${zeros} of them 0`
}
