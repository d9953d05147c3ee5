import type { SnapshotReader, SnapshotWriter } from '@rivulet/core'
import { checkSaved, readArray, whole } from '@rivulet/core/snapshot'
import type { Attribution } from './attribution.ts'
import type { DerivedExperts } from './derivedExperts.ts'
import type { FeatureTable } from './featureTable.ts'
import { LEAVES, type Tree } from './growTree.ts'

/** T. */
export const TREES = 40

/** Nodes of a tree, at most. */
const NODES = 2 * LEAVES - 1

/** The trees of a {@link Forest} side by side in memory: which features they ask for, and where that leads. What leaves say is elsewhere. */
export class Partitions {
  /** The rows of the features that nodes ask for, −1 for a leaf; thresholds; the left child, or a leaf's number. */
  readonly #rows: Int32Array = new Int32Array(TREES * NODES).fill(-1)
  readonly #thresholds: Float64Array = new Float64Array(TREES * NODES)
  readonly #next: Uint32Array = new Uint32Array(TREES * NODES)
  /** Nodes of each tree; 0 before it is grown. */
  readonly #sizes: Uint32Array = new Uint32Array(TREES)

  /** Nodes of each tree; 0 before it is grown. */
  get sizes(): Uint32Array {
    return this.#sizes
  }

  /** What they take. */
  get bytes(): number {
    return 16 * TREES * NODES
  }

  /** Finds the leaves of an event's values by row, which become the inputs of the experts. */
  find(x: Float64Array, experts: DerivedExperts): void {
    experts.begin(TREES)
    const { places, values } = experts
    const leaves = experts.table.places
    const rows = this.#rows
    const thresholds = this.#thresholds
    const next = this.#next
    const sizes = this.#sizes
    let n = 1
    for (let tree = 0; tree < TREES; tree++) {
      if (sizes[tree] === 0) continue
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

  /** Puts a tree that was grown in the place of another; returns how many leaves it has. */
  set(tree: number, { features, thresholds, next }: Tree, table: FeatureTable): number {
    const root = tree * NODES
    const { width } = table
    for (let node = 0; node < features.length; node++) {
      const feature = features[node]!
      this.#rows[root + node] = feature < 0 ? -1 : table.placeOf(feature) / width
      this.#thresholds[root + node] = thresholds[node]!
      this.#next[root + node] = next[node]!
    }
    this.#sizes[tree] = features.length
    return (features.length >> 1) + 1
  }

  /** What the features of an event, by row, add by the paths that they take; see {@link Forest.attribute}. */
  attribute(to: Attribution, x: ReadonlyMap<number, number>, experts: DerivedExperts, first: number): void {
    to.bias += experts.weight(0, to, first)
    for (let tree = 0; tree < TREES; tree++) {
      if (this.#sizes[tree] === 0) continue
      const means = this.#means(tree, to, experts, first)
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
  #means(tree: number, to: Attribution, experts: DerivedExperts, first: number): number[] {
    const size = this.#sizes[tree]!
    const means = new Array<number>(size).fill(0)
    const learned = new Array<number>(size).fill(0)
    for (let node = size - 1; node >= 0; node--) {
      const at = tree * NODES + node
      const next = this.#next[at]!
      if (this.#rows[at]! < 0) {
        const place = experts.table.placeOf(tree * LEAVES + next)
        means[node] = experts.weight(place, to, first)
        // So that a mean of leaves of which nothing was learned is one too.
        learned[node] = experts.learned(place) + 1e-9
        continue
      }
      const [left, right] = [learned[next]!, learned[next + 1]!]
      learned[node] = left + right
      means[node] = (means[next]! * left + means[next + 1]! * right) / (left + right)
    }
    return means
  }

  /** Writes the nodes in use, tree by tree. */
  save(to: SnapshotWriter): void {
    to.array('sizes', this.#sizes, 'U32')
    const used = <T>(of: ArrayLike<T>): T[] =>
      [...this.#sizes].flatMap((size, tree) => Array.from({ length: size }, (_, k) => of[tree * NODES + k] as T))
    to.array('rows', used(this.#rows))
    to.array('thresholds', used(this.#thresholds))
    to.array('next', used(this.#next), 'U32')
  }

  /**
   * Takes what was saved.
   *
   * @param features - how many features are known
   * @param leaves - the rows of the leaves that have weights
   */
  load(from: SnapshotReader, features: number, leaves: FeatureTable): void {
    const sizes = readArray(from, 'sizes', 'U32', TREES, whole(0, NODES))
    const nodes = sizes.reduce((sum, size) => sum + size, 0)
    const rows = readArray(from, 'rows', 'F64', nodes, whole(-1, features))
    const thresholds = readArray(from, 'thresholds', 'F64', nodes)
    const next = readArray(from, 'next', 'U32', nodes)
    let at = 0
    for (const [tree, size] of sizes.entries()) {
      for (let k = 0; k < size; k++, at++) {
        const inner = rows[at]! >= 0
        // Children come after their parent, so that every walk ends; a leaf has weights.
        const sound = inner
          ? rows[at]! > 0 && next[at]! > k && next[at]! + 1 < size
          : next[at]! < LEAVES && leaves.placeOf(tree * LEAVES + next[at]!) > 0
        checkSaved(sound, `next[${at}]`, inner ? 'a later node of its tree' : 'a leaf that has weights', next[at])
        this.#rows[tree * NODES + k] = rows[at]!
        this.#thresholds[tree * NODES + k] = thresholds[at]!
        this.#next[tree * NODES + k] = next[at]!
      }
    }
    this.#sizes.set(sizes)
  }
}
