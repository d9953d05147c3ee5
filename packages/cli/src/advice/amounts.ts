import type { Label } from '@rivulet/core'

/** From so many different numbers on labels are no classes. */
const CLASSES = 100

/** Looks whether labels are amounts, as prices are, and no classes. */
export class Amounts {
  readonly #numbers: Set<number> = new Set()
  #labels = 0

  /** Looks at one more label. */
  see(y: Label): void {
    this.#labels++
    if (typeof y === 'number') this.#numbers.add(y)
  }

  /** How many different numbers there are, if they look like amounts: more than a hundred, or a third of all labels. */
  found(): { readonly distinct: number; readonly labels: number } | undefined {
    const distinct = this.#numbers.size
    const isAmount = distinct > CLASSES || (distinct > 20 && 3 * distinct > this.#labels)
    return isAmount ? { distinct, labels: this.#labels } : undefined
  }
}
