import type { Random } from '@rivulet/core'
import type { Reservoir } from './reservoir.ts'

/** Leaves of a tree, at most; and how deep it may be. */
export const LEAVES = 128
const DEPTH = 8

/** Splits that are compared in a node, and how often two values of it may turn out the same in search of them. */
const CANDIDATES = 6
const TRIES = 24

/** A node of fewer events is a leaf. */
const SPLITTABLE = 8

/** A partition of the events: inner nodes send an event to `next` or to `next + 1`, leaves have numbers. */
export interface Tree {
  /** The feature that a node asks for; −1 for a leaf. */
  readonly features: number[]
  /** An event goes right if its value is above. */
  readonly thresholds: number[]
  /** The left one of a node's children, or a leaf's number. */
  readonly next: number[]
}

/** A node that is to be split or left, and its events in `order`. */
interface Part {
  readonly node: number
  readonly from: number
  readonly to: number
  readonly depth: number
}

/**
 * Grows a tree from the events of a reservoir, level by level.
 *
 * Of six random splits of a node, at a random threshold between the values that two of its events have of a feature that
 * one of them has, the one is kept whose halves are the purest: it makes Σ_k L_k²/|L| + Σ_k R_k²/|R| the largest, which is
 * Gini's.
 *
 * @param classes - K
 *
 * @see Geurts, Ernst & Wehenkel (2006), Extremely Randomized Trees
 */
export function growTree(reservoir: Reservoir, classes: number, random: Random): Tree {
  const order = Uint32Array.from({ length: reservoir.count }, (_, slot) => slot)
  const tree = { features: [-1], thresholds: [0], next: [0] }
  const split = new Split(reservoir, order, classes, random)
  const parts: Part[] = [{ node: 0, from: 0, to: reservoir.count, depth: 0 }]
  let leaves = 1
  for (const { node, from, to, depth } of parts) {
    if (leaves >= LEAVES || depth >= DEPTH || !split.search(from, to)) continue
    const left = tree.features.length
    tree.features[node] = split.feature
    tree.thresholds[node] = split.threshold
    tree.next[node] = left
    for (const child of [left, left + 1]) {
      tree.features[child] = -1
      tree.thresholds[child] = 0
    }
    const middle = split.part(from, to)
    parts.push({ node: left, from, to: middle, depth: depth + 1 })
    parts.push({ node: left + 1, from: middle, to, depth: depth + 1 })
    leaves++
  }
  let leaf = 0
  for (const [node, feature] of tree.features.entries()) if (feature < 0) tree.next[node] = leaf++
  return tree
}

/** The search for the split of a node. */
class Split {
  feature = -1
  threshold = 0
  readonly #reservoir: Reservoir
  readonly #order: Uint32Array
  readonly #random: Random
  readonly #all: Float64Array
  readonly #left: Float64Array
  #hint = 0

  constructor(reservoir: Reservoir, order: Uint32Array, classes: number, random: Random) {
    this.#reservoir = reservoir
    this.#order = order
    this.#random = random
    this.#all = new Float64Array(classes)
    this.#left = new Float64Array(classes)
  }

  /** Whether there is one; it is kept in the fields. */
  search(from: number, to: number): boolean {
    const n = to - from
    if (n < SPLITTABLE || this.#pure(from, to)) return false
    const reservoir = this.#reservoir
    const order = this.#order
    let best = -1
    for (let tried = 0, found = 0; tried < TRIES && found < CANDIDATES; tried++) {
      const one = order[from + this.#random.below(n)]!
      const length = reservoir.lengths[one]!
      if (length === 0) continue
      const hint = reservoir.draw(one, this.#random.bits())
      const feature = reservoir.features[one * reservoir.stride + hint]!
      const a = reservoir.values[one * reservoir.stride + hint]!
      const b = reservoir.value(order[from + this.#random.below(n)]!, feature, hint)
      if (a === b) continue
      found++
      const threshold = Math.min(a, b) + Math.abs(b - a) * this.#random.next()
      const purity = this.#purity(from, to, feature, threshold, hint)
      if (purity <= best) continue
      best = purity
      this.feature = feature
      this.threshold = threshold
      this.#hint = hint
    }
    return best >= 0
  }

  /** Brings the events that go left before those that go right; returns where the latter begin. */
  part(from: number, to: number): number {
    const order = this.#order
    let low = from
    let high = to
    while (low < high) {
      const slot = order[low]!
      if (this.#reservoir.value(slot, this.feature, this.#hint) <= this.threshold) low++
      else {
        order[low] = order[--high]!
        order[high] = slot
      }
    }
    return low
  }

  #pure(from: number, to: number): boolean {
    const all = this.#all.fill(0)
    const { labels } = this.#reservoir
    for (let i = from; i < to; i++) all[labels[this.#order[i]!]!]!++
    return all[labels[this.#order[from]!]!] === to - from
  }

  /** Σ_k L_k²/|L| + Σ_k R_k²/|R|; −1 if all go the same way. */
  #purity(from: number, to: number, feature: number, threshold: number, hint: number): number {
    const all = this.#all
    const left = this.#left.fill(0)
    const reservoir = this.#reservoir
    const { features, values, stride, lengths, labels } = reservoir
    const order = this.#order
    let n = 0
    for (let i = from; i < to; i++) {
      const slot = order[i]!
      const at = slot * stride + hint
      // In dense events a feature is where it is in any other.
      const value =
        hint < lengths[slot]! && features[at] === feature ? values[at]! : reservoir.value(slot, feature, hint)
      if (value > threshold) continue
      left[labels[slot]!]!++
      n++
    }
    const rest = to - from - n
    if (n === 0 || rest === 0) return -1
    let l = 0
    let r = 0
    for (let k = 0; k < left.length; k++) {
      l += left[k]! * left[k]!
      const right = all[k]! - left[k]!
      r += right * right
    }
    return l / n + r / rest
  }
}
