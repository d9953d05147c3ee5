import type { Dtype, Random, SnapshotWriter } from '@rivulet/core'
import { encode, type Snapshot } from '@rivulet/core/snapshot'
import { mutate } from './mutate.ts'

const NUMBERS: readonly number[] = [
  Number.NaN,
  Number.POSITIVE_INFINITY,
  Number.NEGATIVE_INFINITY,
  -1,
  -0,
  0.5,
  1e300,
  5e-324,
  2 ** 32 - 1,
  2 ** 32,
  2 ** 53,
]
const TEXTS: readonly string[] = [
  '',
  '__proto__',
  '"__proto__"',
  '["__proto__","constructor"]',
  '{"__proto__":{"polluted":1}}',
  '"\\ud800"',
  '\ud800',
  '1e999',
  '-1',
  '9007199254740991',
  '9007199254740993',
  'null',
  '[]',
  '{}',
  `${'['.repeat(10_000)}${']'.repeat(10_000)}`,
]

/** A snapshot with one of its values changed, dropped or renamed, written as `encode` writes: only what it says is wrong. */
export function rewrite(snapshot: Snapshot, random: Random): Uint8Array {
  const at = random.below([...snapshot.entries()].length)
  let seen = 0
  const from = (to: SnapshotWriter): SnapshotWriter => ({
    text(name, value) {
      if (seen++ === at) changeText(to, name, value, random)
      else to.text(name, value)
    },
    array(name, values, dtype) {
      if (seen++ === at) changeArray(to, name, values, dtype, random)
      else to.array(name, values, dtype)
    },
    child: (name) => from(to.child(name)),
  })
  return encode({ save: (to) => snapshot.save(from(to)), load() {} })
}

function changeText(to: SnapshotWriter, name: string, value: string, random: Random): void {
  const bytes = Buffer.from(value)
  const changes: readonly (() => void)[] = [
    () => {},
    () => to.text(`${name}x`, value),
    () => to.array(name, [Number(value)]),
    () => to.text(name, oneOf(TEXTS, random)),
    () => to.text(name, Buffer.from(mutate(bytes, bytes, random)).toString()),
  ]
  oneOf(changes, random)()
}

function changeArray(
  to: SnapshotWriter,
  name: string,
  values: ArrayLike<number>,
  dtype: Dtype = 'F64',
  random: Random,
): void {
  const numbers = Array.from(values)
  const some = dtype === 'F64' ? oneOf(NUMBERS, random) : random.below(2 ** (dtype === 'U8' ? 8 : 32))
  const at = random.below(Math.max(numbers.length, 1))
  const changes: readonly (() => void)[] = [
    () => {},
    () => to.array(`${name}x`, numbers, dtype),
    () => to.text(name, numbers.join()),
    () => to.array(name, numbers.slice(at), dtype),
    () => to.array(name, [...numbers, some], dtype),
    () => to.array(name, [...numbers.slice(0, at), some, ...numbers.slice(at + 1)], dtype),
    () => to.array(name, numbers.slice().fill(some, at), dtype),
  ]
  oneOf(changes, random)()
}

function oneOf<T>(things: readonly T[], random: Random): T {
  return things[random.below(things.length)] as T
}
