import type { SnapshotReader, SnapshotWriter, Stateful } from '@rivulet/core'
import { checkSaved } from '@rivulet/core/snapshot'
import type { Attribution } from './attribution.ts'
import { DerivedExperts } from './derivedExperts.ts'
import type { Head, Linked } from './head.ts'
import { MULTIPLIED, type ProductInputs } from './productInputs.ts'

/** How many products there are. */
const PAIRS = ((MULTIPLIED + 1) * (MULTIPLIED + 2)) / 2

/** The row of the bias, which is an input among the others: so an input alone is a product too. */
const BIAS = 0

/** The product of the bias with itself is the bias of the experts; its row is one of zeros, for products that have none. */
const UNKNOWN = 0

/**
 * Experts over the products of all pairs of an event's inputs, squares included: what two features say together.
 *
 * v_ab = v_a v_b for the inputs a ≥ b of the event, v_a alone for each, as with a bias of 1
 *
 * Why the inputs alone: without them products must say what they say too, and go astray where a feature is at its end.
 */
export class Products implements Stateful {
  readonly #experts: DerivedExperts
  /** The rows of the inputs whose products were placed last, and the number of the first of these that has no row. */
  #rows: Uint32Array = new Uint32Array(64)
  #count = -1
  #complete = true

  /** @param head - how scores become probabilities */
  constructor(head: Head) {
    this.#experts = new DerivedExperts(head)
    this.#experts.table.admit(UNKNOWN)
  }

  /** Whether each product of the event scored last has a row. */
  get complete(): boolean {
    return this.#complete
  }

  /** What the experts say of an event. A product never learned has no weights; if it is to be admitted, it gets zeros. */
  score({ rows, values: v, count }: ProductInputs, admit: boolean): Linked {
    // Dense events have the same inputs each: then the products are where they were.
    if (!this.#placed(rows, count) || !this.#complete) this.#place(rows, count, admit)
    const { values } = this.#experts
    let n = 1
    for (let a = 0; a < count; a++) {
      const va = v[a]!
      values[n++] = va
      for (let b = 0; b <= a; b++) values[n++] = va * v[b]!
    }
    return this.#experts.link()
  }

  #placed(rows: Uint32Array, count: number): boolean {
    if (count !== this.#count) return false
    for (let a = 0; a < count; a++) if (rows[a] !== this.#rows[a]) return false
    return true
  }

  #place(rows: Uint32Array, count: number, admit: boolean): void {
    const experts = this.#experts
    experts.begin((count * (count + 3)) / 2)
    const { places, table } = experts
    const unknown = table.placeOf(UNKNOWN)
    if (count > this.#rows.length) this.#rows = new Uint32Array(2 * count)
    this.#complete = true
    let n = 1
    for (let a = 0; a < count; a++) {
      const row = rows[a]!
      this.#rows[a] = row
      for (let b = -1; b <= a; b++) {
        const pair = pairOf(row, b < 0 ? BIAS : rows[b]!)
        if (admit) table.admit(pair)
        const at = table.placeOf(pair)
        if (at === 0) this.#complete = false
        places[n++] = at === 0 ? unknown : at
      }
    }
    experts.count = n
    this.#count = count
  }

  /** One step of the experts. */
  step(linked: Linked, y: number, eta: number, weight: number): void {
    this.#experts.step(linked, y, eta, weight)
  }

  /**
   * What the products of the event scored last add: half to each of their two features, or to the bias for one that the event
   * lacks.
   *
   * @param own - whether the event has the feature of a row itself
   * @param first - the first of the experts among all
   */
  attribute(to: Attribution, { rows, count }: ProductInputs, own: (row: number) => boolean, first: number): void {
    const { places, values } = this.#experts
    const add = (row: number, amount: number): void => {
      if (own(row)) to.add(row, amount)
      else to.bias += amount
    }
    to.bias += this.#experts.weight(0, to, first)
    let n = 1
    for (let a = 0; a < count; a++) {
      for (let b = -1; b <= a; b++, n++) {
        const [one, other] = [rows[a]!, b < 0 ? rows[a]! : rows[b]!]
        const contribution = this.#experts.weight(places[n]!, to, first) * values[n]!
        add(one, contribution / 2)
        add(other, contribution / 2)
        if (one !== other && own(one) && own(other)) to.pairs.push({ rows: [other, one], contribution })
      }
    }
  }

  /** Takes in a class, and says what the experts say of the event at hand. */
  addClass(head: Head, linked: Linked | undefined, odds: number): Linked | undefined {
    return this.#experts.addClass(head, linked, odds)
  }

  /** What the weights take. */
  get bytes(): number {
    return this.#experts.table.memory.bytes
  }

  /** Long steps again. */
  reopen(): void {
    this.#experts.reopen()
  }

  /** Writes the experts. */
  save(to: SnapshotWriter): void {
    this.#experts.save(to)
  }

  /** Takes what was saved; to be called on a new one. */
  load(from: SnapshotReader): void {
    this.#experts.load(from, PAIRS + 1)
    checkSaved(this.#experts.table.placeOf(UNKNOWN) > 0, 'features', 'with a row of zeros', 'without')
  }
}

/** The number of the product of two rows. */
function pairOf(one: number, other: number): number {
  return one > other ? (one * (one + 1)) / 2 + other : (other * (other + 1)) / 2 + one
}
