import { Random, type SnapshotReader, type SnapshotWriter, type Stateful } from '@rivulet/core'
import { checkSaved, natural, readArray, whole } from '@rivulet/core/snapshot'
import type { Attribution } from './attribution.ts'
import { DerivedExperts } from './derivedExperts.ts'
import type { FeatureTable } from './featureTable.ts'
import { growTree, LEAVES } from './growTree.ts'
import type { Head, Linked } from './head.ts'
import type { Inputs } from './inputs.ts'
import { Reservoir } from './reservoir.ts'

/** T. */
const TREES = 40

/** Nodes of a tree, at most. */
const NODES = 2 * LEAVES - 1

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
  /** The rows of the features that nodes ask for, −1 for a leaf; thresholds; the left child, or a leaf's number. */
  readonly #rows: Int32Array = new Int32Array(TREES * NODES).fill(-1)
  readonly #thresholds: Float64Array = new Float64Array(TREES * NODES)
  readonly #next: Uint32Array = new Uint32Array(TREES * NODES)
  /** Nodes of each tree; 0 before it is grown. */
  readonly #sizes: Uint32Array = new Uint32Array(TREES)
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
    this.#find(x)
    for (let k = 1; k < gathered; k++) x[places[k]! / width] = 0
    return this.#experts.link()
  }

  /** The leaves. */
  #find(x: Float64Array): void {
    const experts = this.#experts
    experts.begin(TREES)
    const { places, values } = experts
    const leaves = experts.table.places
    const rows = this.#rows
    const thresholds = this.#thresholds
    const next = this.#next
    let n = 1
    for (let tree = 0; tree < TREES; tree++) {
      if (this.#sizes[tree] === 0) continue
      const root = tree * NODES
      let node = root
      for (let row = rows[node]!; row >= 0; row = rows[node]!) {
        node = root + next[node]! + (x[row]! > thresholds[node]! ? 1 : 0)
      }
      places[n] = leaves[tree * LEAVES + next[node]!]!
      values[n++] = 1
    }
    experts.count = n
  }

  /** One step of the experts; then the event enters the reservoir, and it may be time for a tree. */
  step(linked: Linked, event: Inputs, y: number, eta: number, weight: number): void {
    this.#experts.step(linked, y, eta, weight)
    this.#t++
    this.#reservoir.learn(event, y, this.#t, this.#random)
    if (this.#t >= FIRST && isPowerOfTwo(this.#t)) {
      this.#due = Math.max(
        REDRAWN,
        this.#sizes.reduce((sum, size) => sum + (size <= 1 ? 1 : 0), 0),
      )
    }
    if (this.#due === 0) return
    const first = this.#sizes.findIndex((size) => size <= 1)
    this.#draw(first >= 0 ? first : this.#random.below(TREES))
    this.#due--
  }

  #draw(tree: number): void {
    const { features, thresholds, next } = growTree(this.#reservoir, this.#classes, this.#random)
    const root = tree * NODES
    const { width } = this.#table
    for (let node = 0; node < features.length; node++) {
      const feature = features[node]!
      this.#rows[root + node] = feature < 0 ? -1 : this.#table.placeOf(feature) / width
      this.#thresholds[root + node] = thresholds[node]!
      this.#next[root + node] = next[node]!
    }
    this.#sizes[tree] = features.length
    for (let leaf = 0; leaf < LEAVES; leaf++) this.#experts.clear(tree * LEAVES + leaf)
    for (let leaf = 0; leaf <= features.length >> 1; leaf++) this.#experts.table.admit(tree * LEAVES + leaf)
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
    to.bias += this.#experts.weight(0, to, first)
    for (let tree = 0; tree < TREES; tree++) {
      if (this.#sizes[tree] === 0) continue
      const means = this.#means(tree, to, first)
      const root = tree * NODES
      to.bias += means[0]!
      let node = 0
      for (let row = this.#rows[root]!; row >= 0; row = this.#rows[root + node]!) {
        const value = x.get(row) ?? 0
        const child = this.#next[root + node]! + (value > this.#thresholds[root + node]! ? 1 : 0)
        const change = means[child]! - means[node]!
        if (value === 0) to.bias += change
        else to.add(row, change)
        node = child
      }
    }
  }

  /** The mean of the leaves below every node of a tree. Children come after their parent. */
  #means(tree: number, to: Attribution, first: number): number[] {
    const size = this.#sizes[tree]!
    const means = new Array<number>(size).fill(0)
    const learned = new Array<number>(size).fill(0)
    for (let node = size - 1; node >= 0; node--) {
      const at = tree * NODES + node
      const next = this.#next[at]!
      if (this.#rows[at]! < 0) {
        const place = this.#experts.table.placeOf(tree * LEAVES + next)
        means[node] = this.#experts.weight(place, to, first)
        // So that a mean of leaves of which nothing was learned is one too.
        learned[node] = this.#experts.learned(place) + 1e-9
        continue
      }
      const [left, right] = [learned[next]!, learned[next + 1]!]
      learned[node] = left + right
      means[node] = (means[next]! * left + means[next + 1]! * right) / (left + right)
    }
    return means
  }

  /** Takes in a class, and says what the experts say of the event at hand. */
  addClass(head: Head, linked: Linked | undefined, odds: number): Linked | undefined {
    this.#classes = head.classes
    return this.#experts.addClass(head, linked, odds)
  }

  /** What the trees, the weights of their leaves and the reservoir take. */
  get bytes(): number {
    return 16 * TREES * NODES + this.#experts.table.memory.bytes + this.#reservoir.bytes
  }

  /** Long steps again. */
  reopen(): void {
    this.#experts.reopen()
  }

  /** Writes every part. */
  save(to: SnapshotWriter): void {
    to.array('counts', [this.#t, this.#due])
    to.array('sizes', this.#sizes, 'U32')
    const used = <T>(of: ArrayLike<T>): T[] =>
      [...this.#sizes].flatMap((size, tree) => Array.from({ length: size }, (_, k) => of[tree * NODES + k] as T))
    to.array('rows', used(this.#rows))
    to.array('thresholds', used(this.#thresholds))
    to.array('next', used(this.#next), 'U32')
    this.#random.save(to.child('random'))
    this.#reservoir.save(to.child('reservoir'))
    this.#experts.save(to.child('experts'))
  }

  /** Takes what was saved; to be called on a new one, once the features are known. */
  load(from: SnapshotReader): void {
    const [t, due] = readArray(from, 'counts', 'F64', 2, natural) as unknown as [number, number]
    const sizes = readArray(from, 'sizes', 'U32', TREES, whole(0, NODES))
    const nodes = sizes.reduce((sum, size) => sum + size, 0)
    const rows = readArray(from, 'rows', 'F64', nodes, whole(-1, this.#table.features.length))
    const thresholds = readArray(from, 'thresholds', 'F64', nodes)
    const next = readArray(from, 'next', 'U32', nodes)
    this.#experts.load(from.child('experts'), TREES * LEAVES)
    let at = 0
    for (const [tree, size] of sizes.entries()) {
      for (let k = 0; k < size; k++, at++) {
        const inner = rows[at]! >= 0
        // Children come after their parent, so that every walk ends; a leaf has weights.
        const sound = inner
          ? rows[at]! > 0 && next[at]! > k && next[at]! + 1 < size
          : next[at]! < LEAVES && this.#experts.table.placeOf(tree * LEAVES + next[at]!) > 0
        checkSaved(sound, `next[${at}]`, inner ? 'a later node of its tree' : 'a leaf that has weights', next[at])
        this.#rows[tree * NODES + k] = rows[at]!
        this.#thresholds[tree * NODES + k] = thresholds[at]!
        this.#next[tree * NODES + k] = next[at]!
      }
    }
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
    this.#sizes.set(sizes)
    this.#t = t
    this.#due = due
  }
}

function isPowerOfTwo(n: number): boolean {
  while (n % 2 === 0) n /= 2
  return n === 1
}
