import type { Random, SnapshotReader, SnapshotWriter, Stateful } from '@rivulet/core'
import { between, checkSaved, readArray } from '@rivulet/core/snapshot'
import * as hashing from './mantissaHash.ts'
import { ROOM, roomOf, sizeOf, WIDEST } from './reservoirRoom.ts'

// Bound here, for V8 inlines what is a module's own.
const { mantissa, mixed } = hashing

/** A full reservoir takes at least this share of the events, so that it follows drift. */
const KEEP = 0.05

/** The non-zeros of an event. */
export interface Kept {
  /** How many, with the bias at 0. */
  readonly gathered: number
  readonly features: Uint32Array
  readonly values: Float64Array
}

/**
 * Labelled events of the past, each in place of a random earlier one: what trees are grown from.
 *
 * event t enters with probability max(0.05, size/t)
 *
 * @see Vitter (1985), Random Sampling with a Reservoir
 * @see Aggarwal (2006), On Biased Reservoir Sampling in the Presence of Stream Evolution
 */
export class Reservoir implements Stateful {
  /** Events kept. */
  count = 0
  /** Their labels. */
  labels: Uint32Array = new Uint32Array(ROOM)
  /** How many non-zeros each has. */
  lengths: Uint32Array = new Uint32Array(ROOM)
  /** From event to event in the two arrays below. */
  stride = 8
  features: Uint32Array = new Uint32Array(ROOM * 8)
  values: Float64Array = new Float64Array(ROOM * 8)

  /** Learns event t, counted from 1, with a label; one that is too wide is passed over. */
  learn(event: Kept, label: number, t: number, random: Random): void {
    const n = event.gathered - 1
    if (n > WIDEST) return
    if (n > this.stride) this.#widen(n)
    const size = sizeOf(this.stride)
    let slot = this.count
    if (slot < size) this.#reserve(++this.count)
    else {
      if (random.next() >= Math.max(KEEP, size / t)) return
      slot = random.below(size)
    }
    const at = slot * this.stride
    this.labels[slot] = label
    this.lengths[slot] = n
    for (let k = 0; k < n; k++) {
      this.features[at + k] = event.features[k + 1]!
      this.values[at + k] = event.values[k + 1]!
    }
  }

  /**
   * The place of one of an event's non-zeros, which has some, by a salt: each equally likely, and the same one in whatever
   * order and scale the features come. It is the one whose mantissa has the least hash; of equal ones, whose feature has.
   */
  draw(slot: number, salt: number): number {
    const { features, values } = this
    const from = slot * this.stride
    let drawn = 0
    let least = 2 ** 32
    let tie = 2 ** 32
    for (let k = 0; k < this.lengths[slot]!; k++) {
      const hash = mixed(salt ^ mantissa(values[from + k]!))
      if (hash > least) continue
      const own = mixed(salt ^ features[from + k]!)
      if (hash === least && own >= tie) continue
      least = hash
      tie = own
      drawn = k
    }
    return drawn
  }

  /** The value that an event has of a feature, which stood at place `hint` of another event. */
  value(slot: number, feature: number, hint: number): number {
    const { features, values } = this
    const from = slot * this.stride
    let low = from
    let high = from + this.lengths[slot]! - 1
    let at = Math.min(from + hint, high)
    while (low <= high) {
      const found = features[at]!
      if (found === feature) return values[at]!
      if (found < feature) low = at + 1
      else high = at - 1
      at = (low + high) >> 1
    }
    return 0
  }

  /** Makes room for events of n non-zeros; if they are wide, fewer events are kept. */
  #widen(n: number): void {
    const stride = Math.min(WIDEST, Math.max(n, Math.ceil(1.5 * this.stride)))
    this.count = Math.min(this.count, sizeOf(stride))
    this.#layOut(Math.min(this.labels.length, sizeOf(stride)), stride)
  }

  /** Whether something holds of every feature that an event in it has. */
  knows(holds: (feature: number) => boolean): boolean {
    for (let slot = 0; slot < this.count; slot++) {
      for (let k = 0; k < this.lengths[slot]!; k++) if (!holds(this.features[slot * this.stride + k]!)) return false
    }
    return true
  }

  #reserve(count: number): void {
    if (count > this.labels.length) this.#layOut(Math.min(2 * this.labels.length, sizeOf(this.stride)), this.stride)
  }

  #layOut(room: number, stride: number): void {
    const features = new Uint32Array(room * stride)
    const values = new Float64Array(room * stride)
    for (let slot = 0; slot < Math.min(this.count, this.labels.length); slot++) {
      const from = slot * this.stride
      const to = from + this.lengths[slot]!
      features.set(this.features.subarray(from, to), slot * stride)
      values.set(this.values.subarray(from, to), slot * stride)
    }
    const [labels, lengths] = [new Uint32Array(room), new Uint32Array(room)]
    labels.set(this.labels.subarray(0, room))
    lengths.set(this.lengths.subarray(0, room))
    this.labels = labels
    this.lengths = lengths
    this.features = features
    this.values = values
    this.stride = stride
  }

  /** What they take. */
  get bytes(): number {
    return this.features.byteLength + this.values.byteLength + 8 * this.labels.length
  }

  /** Writes the events one after the other. */
  save(to: SnapshotWriter): void {
    const slots = [...Array(this.count).keys()]
    const all = <T>(of: ArrayLike<T>): T[] =>
      slots.flatMap((slot) => Array.from({ length: this.lengths[slot]! }, (_, k) => of[slot * this.stride + k] as T))
    to.array('labels', this.labels.subarray(0, this.count), 'U32')
    to.array('lengths', this.lengths.subarray(0, this.count), 'U32')
    to.array('stride', [this.stride], 'U32')
    to.array('features', all(this.features), 'U32')
    to.array('values', all(this.values))
  }

  /** Takes what was saved. */
  load(from: SnapshotReader): void {
    const labels = readArray(from, 'labels', 'U32')
    const lengths = readArray(from, 'lengths', 'U32', labels.length)
    const [stride] = readArray(from, 'stride', 'U32', 1) as unknown as [number]
    checkSaved(stride >= this.stride && stride <= WIDEST, 'stride', `from ${this.stride} to ${WIDEST}`, stride)
    checkSaved(labels.length <= sizeOf(stride), 'labels', `at most ${sizeOf(stride)}`, labels.length)
    checkSaved(
      lengths.every((n) => n <= stride),
      'lengths',
      `at most ${stride}`,
      lengths,
    )
    const all = lengths.reduce((sum, n) => sum + n, 0)
    const features = readArray(from, 'features', 'U32', all)
    const values = readArray(from, 'values', 'F64', all, between(-(2 ** 1022), 2 ** 1022))
    this.#layOut(roomOf(labels.length, stride), stride)
    let at = 0
    for (let slot = 0; slot < labels.length; slot++) {
      const end = at + lengths[slot]!
      for (let k = at + 1; k < end; k++) checkSaved(features[k]! > features[k - 1]!, 'features', 'ascending', features)
      this.features.set(features.subarray(at, end), slot * stride)
      this.values.set(values.subarray(at, end), slot * stride)
      at = end
    }
    this.labels.set(labels)
    this.lengths.set(lengths)
    this.count = labels.length
  }
}
