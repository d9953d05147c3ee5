import { Random, type SnapshotReader, type SnapshotWriter, type Stateful } from '@rivulet/core'
import { checkSaved, natural, readArray } from '@rivulet/core/snapshot'
import type { Attribution } from './attribution.ts'
import { DerivedExperts } from './derivedExperts.ts'
import type { FeatureTable } from './featureTable.ts'
import { growTree, LEAVES } from './growTree.ts'
import type { Head, Linked } from './head.ts'
import type { Inputs } from './inputs.ts'
import { Partitions, TREES } from './partitions.ts'
import { Reservoir } from './reservoir.ts'

/** Trees are drawn at this event first, and a share of them anew whenever the count of events has doubled. */
const FIRST = 32
const REDRAWN = TREES / 4

const SEED = 1

/**
 * Experts over the leaves of trees: what a linear score cannot say.
 *
 * A tree is a partition only, grown from a {@link Reservoir} of labelled events; what a leaf says is learned online, as
 * the weights of any input are, by {@link DerivedExperts}. An event has the bias and one leaf a tree.
 *
 * All trees are drawn after event 32, one an event; from event 64, 128, … a quarter of them, picked at random, anew.
 */
export class Forest implements Stateful {
  readonly #table: FeatureTable
  readonly #experts: DerivedExperts
  readonly #reservoir: Reservoir = new Reservoir()
  readonly #random: Random = new Random(SEED)
  readonly #partitions: Partitions = new Partitions()
  /** The event's values, by row; scratch memory, zero between events. */
  #values: Float64Array = new Float64Array(64)
  #classes: number
  #t = 0
  /** Trees that are to be drawn, one an event. */
  #due = 0

  /**
   * @param table - the rows of the features
   * @param head - how scores become probabilities
   */
  constructor(table: FeatureTable, head: Head) {
    this.#table = table
    this.#experts = new DerivedExperts(head)
    this.#classes = head.classes
  }

  /** What the experts say of an event. */
  score({ gathered, places, values }: Inputs): Linked {
    const { width, features } = this.#table
    if (this.#values.length <= features.length) this.#values = new Float64Array(2 * features.length)
    const x = this.#values
    for (let k = 1; k < gathered; k++) x[places[k]! / width] = values[k]!
    this.#partitions.find(x, this.#experts)
    for (let k = 1; k < gathered; k++) x[places[k]! / width] = 0
    return this.#experts.link()
  }

  /** One step of the experts; then the event enters the reservoir, and it may be time for a tree. */
  step(linked: Linked, event: Inputs, y: number, eta: number, weight: number): void {
    this.#experts.step(linked, y, eta, weight)
    this.#t++
    this.#reservoir.learn(event, y, this.#t, this.#random)
    if (this.#t >= FIRST && isPowerOfTwo(this.#t)) {
      this.#due = Math.max(
        REDRAWN,
        this.#partitions.sizes.reduce((sum, size) => sum + (size <= 1 ? 1 : 0), 0),
      )
    }
    if (this.#due === 0) return
    const first = this.#partitions.sizes.findIndex((size) => size <= 1)
    this.#draw(first >= 0 ? first : this.#random.below(TREES))
    this.#due--
  }

  #draw(tree: number): void {
    const grown = growTree(this.#reservoir, this.#classes, this.#random)
    const leaves = this.#partitions.set(tree, grown, this.#table)
    for (let leaf = 0; leaf < LEAVES; leaf++) this.#experts.clear(tree * LEAVES + leaf)
    for (let leaf = 0; leaf < leaves; leaf++) this.#experts.table.admit(tree * LEAVES + leaf)
  }

  /**
   * What the features of the event at hand add by the paths that they take: at each node, the feature that it asks for adds how
   * much the mean of the leaves below changes. The mean of all leaves goes to the bias; leaves count by how much was learned
   * of them.
   *
   * @param first - the first of the experts among all
   *
   * @see Saabas (2014), Interpreting random forests
   */
  attribute(to: Attribution, { gathered, places, values }: Inputs, first: number): void {
    const { width } = this.#table
    const x = new Map<number, number>()
    for (let k = 1; k < gathered; k++) x.set(places[k]! / width, values[k]!)
    this.#partitions.attribute(to, x, this.#experts, first)
  }

  /** Takes in a class, and says what the experts say of the event at hand. */
  addClass(head: Head, linked: Linked | undefined, odds: number): Linked | undefined {
    this.#classes = head.classes
    return this.#experts.addClass(head, linked, odds)
  }

  /** What the trees, the weights of their leaves and the reservoir take. */
  get bytes(): number {
    return this.#partitions.bytes + this.#experts.table.memory.bytes + this.#reservoir.bytes
  }

  /** Long steps again. */
  reopen(): void {
    this.#experts.reopen()
  }

  /** Writes every part. */
  save(to: SnapshotWriter): void {
    to.array('counts', [this.#t, this.#due])
    this.#partitions.save(to)
    this.#random.save(to.child('random'))
    this.#reservoir.save(to.child('reservoir'))
    this.#experts.save(to.child('experts'))
  }

  /** Takes what was saved; to be called on a new one, once the features are known. */
  load(from: SnapshotReader): void {
    const [t, due] = readArray(from, 'counts', 'F64', 2, natural) as unknown as [number, number]
    this.#experts.load(from.child('experts'), TREES * LEAVES)
    this.#partitions.load(from, this.#table.features.length, this.#experts.table)
    this.#random.load(from.child('random'))
    this.#reservoir.load(from.child('reservoir'))
    // Trees that are drawn from it ask for its features by their rows.
    checkSaved(
      this.#reservoir.knows((feature) => this.#table.placeOf(feature) > 0),
      'features of the reservoir',
      'features that were seen',
      this.#reservoir.features,
    )
    const labels = this.#reservoir.labels.subarray(0, this.#reservoir.count)
    checkSaved(
      labels.every((label) => label < this.#classes),
      'labels of the reservoir',
      `below ${this.#classes}`,
      labels,
    )
    this.#t = t
    this.#due = due
  }
}

function isPowerOfTwo(n: number): boolean {
  while (n % 2 === 0) n /= 2
  return n === 1
}
