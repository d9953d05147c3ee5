import type { Random } from '../random.ts'
import { encode, type Snapshot } from '../snapshot/index.ts'
import type { Dtype, SnapshotWriter } from '../vocabulary.ts'

type Numbers = Float64Array | Uint32Array | Uint8Array
type Value = string | Numbers

const NUMBERS: readonly number[] = [
  Number.NaN,
  Number.POSITIVE_INFINITY,
  Number.NEGATIVE_INFINITY,
  -1,
  -0,
  0,
  0.5,
  1,
  2,
  7,
  1e9,
  1e100,
  1e300,
  1e308,
  -1e308,
  5e-324,
  2 ** 32 - 1,
  2 ** 32,
  2 ** 53,
]
const TEXTS: readonly string[] = [
  '',
  '0',
  '-1',
  '-0',
  '0.5',
  '7',
  '1e999',
  'NaN',
  '9007199254740991',
  '9007199254740992',
  'null',
  '[]',
  '{}',
  '[0,1]',
  '["ham","spam"]',
  '"__proto__"',
  '["__proto__","constructor"]',
  '{"__proto__":{"polluted":1}}',
  '\ud800',
]
const DTYPES: readonly Dtype[] = ['F64', 'U32', 'U8']

/**
 * The bytes of a snapshot of which something was changed, sealed: they are written as `encode` writes them, so only what they say
 * is wrong. One time in eight a part, or the whole, is another's; else one or two arrays or texts are dropped, renamed, cut, made
 * longer, shuffled or those of another, have another type, or other numbers in them.
 *
 * @param original - what is changed, with something in it
 * @param donor - another snapshot, from which parts are taken; best of the same kind of state, or of one much like it
 * @param random - decides what is changed, and how
 *
 * @example
 * ```ts
 * import { Random } from '@rivulet/core'
 * import { mutant } from '@rivulet/core/conformance'
 * import { decode, encode } from '@rivulet/core/snapshot'
 *
 * const snapshot = decode(encode({ save: (to) => to.array('w', [1, 2]), load() {} }))
 * decode(mutant(snapshot, snapshot, new Random(1))) instanceof Object // => true
 * ```
 */
export function mutant(original: Snapshot, donor: Snapshot, random: Random): Uint8Array {
  const paths = [...original.entries()].map(([path]) => path)
  const theirs = new Map<string, Value>(donor.entries())
  const target = one(paths, random)
  const names = target.split('/')
  const part = random.below(8) === 0 ? names.slice(0, random.below(names.length)).join('/') : undefined
  const targets = new Set([target, ...(random.below(4) === 0 ? [one(paths, random)] : [])])

  const from = (to: SnapshotWriter, above: string): SnapshotWriter => {
    const put = (name: string, value: Value): void => {
      const path = above + name
      const other = theirs.get(path)
      if (part !== undefined) write(to, name, `${path}/`.startsWith(part) && other !== undefined ? other : value)
      else if (targets.has(path)) change(to, name, value, other ?? one([...theirs.values()], random), random)
      else write(to, name, value)
    }
    return {
      text: put,
      array: (name, values) => put(name, values as Numbers),
      child: (name) => from(to.child(name), `${above}${name}/`),
    }
  }
  return encode({ save: (to) => original.save(from(to, '')), load() {} })
}

function change(to: SnapshotWriter, name: string, value: Value, other: Value, random: Random): void {
  const kind = random.below(20)
  if (kind === 0) return
  if (kind === 1) write(to, `${name}x`, value)
  else if (kind === 2) write(to, name, other)
  else if (typeof value === 'string') changeText(to, name, value, random)
  else changeArray(to, name, value, random)
}

function changeText(to: SnapshotWriter, name: string, value: string, random: Random): void {
  const at = random.below(value.length + 1)
  const changes: readonly (() => void)[] = [
    () => to.text(name, one(TEXTS, random)),
    () => to.text(name, String(one(NUMBERS, random))),
    () => to.text(name, value.slice(0, at)),
    () => to.text(name, value + value),
    () => to.text(name, value.slice(0, at) + one([...'0123456789-.e"[],{}: a'], random) + value.slice(at + 1)),
    () =>
      to.text(
        name,
        value.replace(/\d+/, (digits) => String(Number(digits) + 1)),
      ),
    () => to.array(name, [Number(value)]),
  ]
  one(changes, random)()
}

function changeArray(to: SnapshotWriter, name: string, value: Numbers, random: Random): void {
  const numbers = Array.from<number>(value)
  const dtype = dtypeOf(value)
  const at = random.below(Math.max(numbers.length, 1))
  const some = fitted(one(NUMBERS, random), dtype)
  const sent = (values: readonly number[], as = dtype): void => to.array(name, values, as)
  const replaced = (by: number): void => sent([...numbers.slice(0, at), by, ...numbers.slice(at + 1)])
  const changes: readonly (() => void)[] = [
    () => replaced(some),
    () => replaced(some),
    () => replaced(some),
    () => replaced(one([...numbers, 0], random)),
    () => replaced(fitted((numbers[at] ?? 0) + one([-2, -1, 1, 2], random), dtype)),
    () => replaced(fitted(-(numbers[at] ?? 0), dtype)),
    () => sent(numbers.slice(0, at)),
    () => sent([...numbers, some]),
    () => sent([...numbers, ...numbers]),
    () => sent(numbers.slice().fill(some, at)),
    () => sent(random.shuffle(numbers)),
    () => sent(numbers.map((n) => fitted(n * some, dtype))),
    () => {
      const as = one(DTYPES, random)
      sent(
        numbers.map((n) => fitted(n, as)),
        as,
      )
    },
    () => to.text(name, numbers.join()),
  ]
  one(changes, random)()
}

function write(to: SnapshotWriter, name: string, value: Value): void {
  if (typeof value === 'string') to.text(name, value)
  else to.array(name, value, dtypeOf(value))
}

function dtypeOf(values: Numbers): Dtype {
  if (values instanceof Uint8Array) return 'U8'
  return values instanceof Uint32Array ? 'U32' : 'F64'
}

/** A number as an array of this dtype would hold it. */
function fitted(value: number, dtype: Dtype): number {
  if (dtype === 'F64') return value
  return dtype === 'U8' ? value & 255 : value >>> 0
}

function one<T>(things: readonly T[], random: Random): T {
  return things[random.below(things.length)] as T
}
