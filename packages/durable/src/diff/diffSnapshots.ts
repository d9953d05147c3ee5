import { decode, type Snapshot } from '@rivulet/core/snapshot'

type Value = string | Float64Array | Uint32Array | Uint8Array

/** How much is shown of a text. */
const SHOWN = 80

/**
 * What is different in two snapshots, for a person to read: one line for each name, none if they are the same.
 *
 * @param a - the bytes of one, the older for instance
 * @param b - the bytes of the other
 *
 * @example
 * ```ts
 * import { encode, record } from '@rivulet/core/snapshot'
 * import { diffSnapshots } from '@rivulet/durable'
 *
 * const model = (weights: number[]) => record({ model: { save: (to) => to.array('weights', weights), load() {} } })
 * const [line] = diffSnapshots(encode(model([1, 2, 3])), encode(model([1, 2.5, 2])))
 * line // => 'model/weights: 2 of 3 numbers differ, by up to 1 (at 2: 3 → 2)'
 * ```
 */
export function diffSnapshots(a: Uint8Array, b: Uint8Array): string[] {
  const before = content(decode(a))
  const after = content(decode(b))
  const paths = [...new Set([...before.keys(), ...after.keys()])].sort()
  return paths.flatMap((path) => {
    const difference = compare(before.get(path), after.get(path))
    return difference === undefined ? [] : [`${path}: ${difference}`]
  })
}

function content(snapshot: Snapshot): Map<string, Value> {
  return new Map(snapshot.entries())
}

function compare(a: Value | undefined, b: Value | undefined): string | undefined {
  if (a === undefined) return b === undefined ? undefined : `added, ${shown(b)}`
  if (b === undefined) return `removed, ${shown(a)}`
  if (typeof a === 'string' || typeof b === 'string') return a === b ? undefined : `${shown(a)} → ${shown(b)}`
  if (a.length !== b.length || a.constructor !== b.constructor) return `${shown(a)} → ${shown(b)}`
  let count = 0
  let largest = 0
  let at = -1
  for (let i = 0; i < a.length; i++) {
    if (Object.is(a[i], b[i])) continue
    count += 1
    const by = Math.abs((a[i] as number) - (b[i] as number))
    if (at < 0 || by > largest) at = i
    if (by > largest) largest = by
  }
  if (count === 0) return undefined
  return `${count} of ${a.length} numbers differ, by up to ${largest} (at ${at}: ${number(a[at])} → ${number(b[at])})`
}

function shown(value: Value): string {
  if (typeof value !== 'string')
    return `${value.length} ${value instanceof Float64Array ? 'F64' : value instanceof Uint32Array ? 'U32' : 'U8'}`
  return value.length > SHOWN
    ? `${JSON.stringify(value.slice(0, SHOWN))}… (${value.length} characters)`
    : JSON.stringify(value)
}

function number(value: number | undefined): string {
  return Object.is(value, -0) ? '-0' : String(value)
}
