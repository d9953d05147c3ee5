import { check } from './check.ts'
import { log } from './math/log.ts'
import { readArray } from './snapshot/index.ts'
import type { SnapshotReader, SnapshotWriter, Stateful } from './vocabulary.ts'

/**
 * Seeded random numbers, the same in every engine: the generator sfc32, four 32-bit words of state.
 *
 * t = a + b + c_t;  a = b ⊕ (b ≫ 9);  b = 9c;  c = (c ⋘ 21) + t;  c_t counts up; t is the output
 *
 * Its counter makes every period at least 2³². It is a `Stateful`: saved and restored it goes on where it was.
 *
 * @example
 * ```ts
 * import { Random } from '@rivulet/core'
 *
 * const a = new Random(1)
 * const b = new Random(1)
 * a.next() === b.next() // => true
 * a.shuffle([1, 2, 3]).length // => 3
 * ```
 *
 * @see Doty-Humphrey (2010), PractRand (the generator sfc)
 * @see Fisher & Yates (1938), Statistical Tables, for the shuffle; Marsaglia & Bray (1964) for the polar method
 */
export class Random implements Stateful {
  #a: number
  #b: number
  #c: number
  #counter: number

  /** @param seed - a whole number from 0 to 2³² − 1; equal seeds give equal numbers */
  constructor(seed: number) {
    check(Number.isInteger(seed) && seed >= 0 && seed < 2 ** 32, 'seed', 'a whole number from 0 to 2³² − 1', seed)
    this.#a = 0
    this.#b = 0
    this.#c = seed
    this.#counter = 1
    // The seed needs a dozen rounds to reach every bit of the state.
    for (let i = 0; i < 12; i++) this.bits()
  }

  /** 32 random bits, as a whole number from 0 to 2³² − 1. */
  bits(): number {
    const t = (this.#a + this.#b + this.#counter) | 0
    this.#counter = (this.#counter + 1) | 0
    this.#a = this.#b ^ (this.#b >>> 9)
    this.#b = (this.#c + (this.#c << 3)) | 0
    this.#c = (((this.#c << 21) | (this.#c >>> 11)) + t) | 0
    return t >>> 0
  }

  /** A number in [0, 1), with all 53 bits of a float64 random. */
  next(): number {
    return ((this.bits() >>> 5) * 2 ** 26 + (this.bits() >>> 6)) / 2 ** 53
  }

  /** A whole number from 0 to n − 1, each equally likely up to 2⁻⁵³ n. */
  below(n: number): number {
    check(Number.isInteger(n) && n >= 1, 'n', 'a whole number ≥ 1', n)
    return Math.floor(this.next() * n)
  }

  /** A number from the standard normal distribution, by the polar method. */
  normal(): number {
    for (;;) {
      const u = 2 * this.next() - 1
      const v = 2 * this.next() - 1
      const s = u * u + v * v
      if (s > 0 && s < 1) return u * Math.sqrt((-2 * log(s)) / s)
    }
  }

  /** A new array with the same items in random order, every order equally likely. */
  shuffle<T>(items: readonly T[]): T[] {
    const shuffled = [...items]
    for (let i = shuffled.length - 1; i > 0; i--) {
      const j = this.below(i + 1)
      const item = shuffled[i] as T
      shuffled[i] = shuffled[j] as T
      shuffled[j] = item
    }
    return shuffled
  }

  /** Writes the four words of state. */
  save(to: SnapshotWriter): void {
    to.array('state', [this.#a >>> 0, this.#b >>> 0, this.#c >>> 0, this.#counter >>> 0], 'U32')
  }

  /** Goes on where the saved generator was. */
  load(from: SnapshotReader): void {
    const [a, b, c, counter] = Int32Array.from(readArray(from, 'state', 'U32', 4)) as unknown as number[]
    this.#a = a as number
    this.#b = b as number
    this.#c = c as number
    this.#counter = counter as number
  }
}
