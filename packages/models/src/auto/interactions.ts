import type { SnapshotReader, SnapshotWriter, Stateful } from '@rivulet/core'
import type { Attribution } from './attribution.ts'
import type { InteractionChoice } from './autoOptions.ts'
import { DERIVED, J } from './expertList.ts'
import type { FeatureTable } from './featureTable.ts'
import { Forest } from './forest.ts'
import type { Head, Linked } from './head.ts'
import type { Inputs } from './inputs.ts'
import { ProductInputs } from './productInputs.ts'
import { Products } from './products.ts'

/** They sleep while more features are known than this, or than so many an event: text is left to the linear experts. */
const MANY = 1000
const MANY_AN_EVENT = 4

/** They are for up to so many classes: state and time grow with them. */
const CLASSES = 50

/** More than they can ever take: 5,120 leaves and 8,256 products, and room for twice the classes. */
export const INTERACTIONS_BYTES: number = 2 ** 26

/** Products sleep while an event has more inputs than the first of these, or than the second if all was asked for. */
const FEW = 24
const SEVERAL = 64

/** How many experts there are beside the linear ones. */
export function derivedExperts(choice: InteractionChoice, classes: number): number {
  if (choice === 'none' || classes > CLASSES) return 0
  return choice === 'trees' ? DERIVED : 2 * DERIVED
}

/** What a linear score cannot say: experts over the leaves of trees, and over products of pairs. */
export class Interactions implements Stateful {
  readonly #choice: InteractionChoice
  readonly #table: FeatureTable
  readonly #forest: Forest
  readonly #inputs: ProductInputs = new ProductInputs()
  readonly #products: Products

  /**
   * @param choice - which parts, and when
   * @param table - the rows of the features
   * @param head - how scores become probabilities
   */
  constructor(choice: InteractionChoice, table: FeatureTable, head: Head) {
    this.#choice = choice
    this.#table = table
    this.#forest = new Forest(table, head)
    this.#products = new Products(head)
  }

  /** Whether anything is to be said of the event that is to be scored, after t others. */
  isAwake(t: number): boolean {
    return this.#choice !== 'auto' || this.#table.features.length <= Math.min(MANY, MANY_AN_EVENT * t)
  }

  /**
   * Adds to what the linear experts say of an event what the trees say, and the products if they are awake.
   *
   * @param admit - whether products never learned get weights
   */
  score(linked: Linked[], event: Inputs, admit: boolean): void {
    linked.push(this.#forest.score(event))
    if (this.#choice === 'trees') return
    const most = this.#choice === 'all' ? SEVERAL : FEW
    if (this.#inputs.take(event, this.#table, most)) linked.push(this.#products.score(this.#inputs, admit))
  }

  /** Whether nothing was left out of what was said last, for want of weights. */
  isComplete(linked: readonly Linked[]): boolean {
    return linked.length < 3 || this.#products.complete
  }

  /** One step of the experts that were awake. */
  step([, trees, products]: readonly Linked[], event: Inputs, y: number, eta: number, weight: number): void {
    if (products !== undefined) this.#products.step(products, y, eta, weight)
    if (trees === undefined) return
    this.#inputs.learn(event, this.#table)
    this.#forest.step(trees, event, y, eta, weight)
  }

  /** What the features of the event at hand add by the experts that are awake. */
  attribute(to: Attribution, linked: readonly Linked[], event: Inputs): void {
    if (linked.length > 1) this.#forest.attribute(to, event, J)
    if (linked.length < 3) return
    const own = new Set<number>()
    for (let k = 1; k < event.gathered; k++) own.add(event.places[k]! / this.#table.width)
    this.#products.attribute(to, this.#inputs, (row) => own.has(row), J + DERIVED)
  }

  /** Takes in a class, and returns what the experts that are awake say of the event at hand. */
  addClass([, trees, products]: readonly Linked[], head: Head, odds: number): Linked[] {
    const said = [this.#forest.addClass(head, trees, odds), this.#products.addClass(head, products, odds)]
    return said.filter((linked) => linked !== undefined)
  }

  /** What they take. */
  get bytes(): number {
    return this.#forest.bytes + this.#products.bytes
  }

  /** Long steps again. */
  reopen(): void {
    this.#forest.reopen()
    this.#products.reopen()
  }

  /** Writes every part. */
  save(to: SnapshotWriter): void {
    this.#forest.save(to.child('forest'))
    this.#inputs.save(to.child('inputs'))
    this.#products.save(to.child('products'))
  }

  /** Takes every saved part; to be called on a new one, once the features are known. */
  load(from: SnapshotReader): void {
    this.#forest.load(from.child('forest'))
    this.#inputs.load(from.child('inputs'))
    this.#products.load(from.child('products'))
  }
}
