import { check, log, type SnapshotReader, type SnapshotWriter, type Stateful } from '@rivulet/core'
import { checkSaved, readArray } from '@rivulet/core/snapshot'

/**
 * Shows how full a hashed width is, and so how often names share a slot: one bit for each slot, set at first use.
 *
 * fill = m / n is, exactly, the probability that the next new name falls on a slot already taken. The number of
 * different names follows from it by linear counting, N ≈ n ln(n/(n − m)), and N − m of them share a slot.
 *
 * @example
 * ```ts
 * import { SlotGauge } from '@rivulet/features'
 *
 * const gauge = new SlotGauge(4)
 * for (const slot of [3, 0, 3]) gauge.add(slot)
 * gauge.used // => 2
 * gauge.fill // => 0.5
 * gauge.names // => 4 * Math.log(2)
 * ```
 *
 * @see Whang, Vander-Zanden & Taylor (1990), A Linear-Time Probabilistic Counting Algorithm for Database Applications
 */
export class SlotGauge implements Stateful {
  /** Slots there are, n. */
  readonly width: number
  #bits: Uint8Array
  #used = 0

  /** @param width - slots there are, a whole number from 1 to 2³⁰ */
  constructor(width: number) {
    check(Number.isInteger(width) && width >= 1 && width <= 2 ** 30, 'width', 'a whole number from 1 to 2³⁰', width)
    this.width = width
    this.#bits = new Uint8Array(Math.ceil(width / 8))
  }

  /** Marks a slot, a whole number from 0 to width − 1, as used. */
  add(slot: number): void {
    const bit = 1 << (slot & 7)
    const byte = this.#bits[slot >>> 3] as number
    if ((byte & bit) !== 0) return
    this.#bits[slot >>> 3] = byte | bit
    this.#used++
  }

  /** Slots used so far, m. */
  get used(): number {
    return this.#used
  }

  /** The share of the slots in use, m / n: the probability that the next new name collides. */
  get fill(): number {
    return this.#used / this.width
  }

  /**
   * The estimated number N of different names seen, ∞ once every slot is used. Its standard error is about
   * √(n(eˡ − l − 1)) at the load l = N/n.
   */
  get names(): number {
    return this.width * log(this.width / (this.width - this.#used))
  }

  /** Writes the bits. */
  save(to: SnapshotWriter): void {
    to.array('slots', this.#bits, 'U8')
  }

  /** Restores the bits of a gauge of the same width. */
  load(from: SnapshotReader): void {
    const bits = readArray(from, 'slots', 'U8', this.#bits.length)
    let used = 0
    for (let byte of bits) for (; byte !== 0; byte &= byte - 1) used++
    const beyond = (bits.at(-1) as number) >> (8 - ((8 * bits.length - this.width) & 7))
    checkSaved(beyond === 0, 'slots', `bits for ${this.width} slots`, beyond)
    this.#bits = bits
    this.#used = used
  }
}
