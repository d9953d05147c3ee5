import { check } from './check.ts'
import { checkLabel } from './checkLabel.ts'
import { InvalidEvent } from './invalidEvent.ts'
import { isLabel } from './isLabel.ts'
import { checkOptions, checkWhole } from './options.ts'
import { show } from './show.ts'
import { checkSaved, readExpected, readLabels, writeLabels } from './snapshot/index.ts'
import type { Label, SnapshotReader, SnapshotWriter, Stateful } from './vocabulary.ts'

/** How labels are declared: the list of them, or `'open'` when they are learned as they come. */
export type LabelSpace<L extends Label> = readonly L[] | 'open'

/** How many labels a list takes. */
export interface LabelsOptions {
  /** The most labels that an open list takes, ≥ 1, default 10,000. */
  readonly maxLabels?: number | undefined
}

/** Up to so many labels a loop finds one in less time than a map. */
const FEW = 8

/**
 * The classes of a learner or metric, numbered from 0 in the order given or first seen. `0`, `'0'` and `false` are three.
 *
 * An open list is capped, so that a field of free text taken for a label cannot fill the memory.
 *
 * @example
 * ```ts
 * import { Labels } from '@rivulet/core'
 *
 * const labels = new Labels<string | number>('open')
 * labels.admit('ham') // => 0
 * labels.admit(0) // => 1
 * labels.indexOf('ham') // => 0
 * labels.list // => ['ham', 0]
 * ```
 */
export class Labels<const L extends Label = Label> implements Stateful {
  readonly open: boolean
  readonly maxLabels: number
  #items: L[]
  #list: readonly L[] | undefined
  readonly #index: Map<L, number>

  /**
   * @param space - the labels, distinct, at least one; or `'open'`
   * @param options - `maxLabels`, the most that an open list takes, default 10,000
   */
  constructor(space: LabelSpace<L>, options: LabelsOptions = {}) {
    checkOptions('Labels', options, ['maxLabels'])
    const { maxLabels = 10_000 } = options
    check(space === 'open' || Array.isArray(space), 'labels', "a list of labels, or 'open'", space)
    checkWhole('maxLabels', maxLabels, 1)
    this.open = space === 'open'
    this.maxLabels = maxLabels
    this.#items = space === 'open' ? [] : [...space]
    for (const y of this.#items) check(isLabel(y), 'labels', 'strings, finite numbers or booleans', space)
    this.#index = new Map(this.#items.map((y, k) => [y, k]))
    check(this.open || this.size > 0, 'labels', 'at least one', space)
    check(this.#index.size === this.size, 'labels', 'distinct', space)
  }

  /** The labels in order; a new frozen array whenever some were added, so that who holds one keeps it as it was. */
  get list(): readonly L[] {
    this.#list ??= Object.freeze([...this.#items])
    return this.#list
  }

  /** How many there are. */
  get size(): number {
    return this.#items.length
  }

  /** The number of a label, −1 if it is not in the list. */
  indexOf(y: L): number {
    const items = this.#items
    if (items.length > FEW) return this.#index.get(y) ?? -1
    for (let k = 0; k < items.length; k++) if (items[k] === y) return k
    return -1
  }

  /**
   * Refuses what {@link admit} would refuse, and changes nothing.
   *
   * @throws InvalidEvent for what is no label, for a label outside a closed list, or when an open list is full
   */
  check(y: L): void {
    if (this.indexOf(y) >= 0) return
    checkLabel(y)
    if (!this.open) throw new InvalidEvent(`y should be one of ${show(this.#items)}, but is ${show(y)}`)
    if (this.size >= this.maxLabels) {
      throw new InvalidEvent(
        `y should be one of the ${this.maxLabels} labels already known (the option maxLabels), but is ${show(y)}`,
      )
    }
  }

  /**
   * The number of a label, which an open list takes in if it is new.
   *
   * @throws InvalidEvent as {@link Labels.check}
   */
  admit(y: L): number {
    const known = this.indexOf(y)
    if (known >= 0) return known
    this.check(y)
    // −0 is the same label as 0, and is kept as 0 so that saved bytes do not depend on which came first.
    const label = y === 0 ? (0 as L) : y
    this.#index.set(label, this.size)
    this.#items.push(label)
    this.#list = undefined
    return this.size - 1
  }

  /** Writes the labels, which keep their types. */
  save(to: SnapshotWriter): void {
    to.text('space', this.#space())
    writeLabels(to, 'labels', this.#items)
  }

  /** Takes the saved labels; a closed list must be the same. */
  load(from: SnapshotReader): void {
    readExpected(from, 'space', this.#space())
    const labels = readLabels(from, 'labels') as L[]
    if (!this.open) readExpected(from, 'labels', JSON.stringify(this.#items))
    checkSaved(labels.length <= this.maxLabels, 'labels', `at most ${this.maxLabels}`, labels.length)
    this.#items = labels
    this.#list = undefined
    this.#index.clear()
    for (const [k, y] of labels.entries()) this.#index.set(y, k)
  }

  #space(): string {
    return this.open ? `open up to ${this.maxLabels}` : 'closed'
  }
}
