import type { SnapshotReader, SnapshotWriter, Stateful, Vector } from '@rivulet/core'
import { checkWork } from '../checkWork.ts'
import type { Coefficients } from '../coefficients.ts'
import type { MemoryUse } from '../memoryUse.ts'
import { Accumulation, ROOT_COLUMNS, WEIGHTS } from './accumulation.ts'
import type { Attribution } from './attribution.ts'
import { Centring } from './centring.ts'
import { J, LONGEST_ADAPTIVE, LONGEST_CONSTANT } from './expertList.ts'
import { Experts, WEIGHT } from './experts.ts'
import { FeatureTable, type TableRoom } from './featureTable.ts'
import type { Head, Linked } from './head.ts'
import { Inputs } from './inputs.ts'
import { newClass } from './newClass.ts'
import { NormalizedInputs, SCALE_COLUMNS } from './normalizedInputs.ts'
import { Spans } from './spans.ts'

/** The linear experts with what centres and normalises their inputs: x → x̃ → s → z. */
export class LinearBank implements Stateful {
  readonly #features: number | undefined
  readonly inputs: Inputs = new Inputs()
  readonly table: FeatureTable
  readonly #spans: Spans = new Spans()
  readonly #centring: Centring
  readonly #scale: NormalizedInputs
  readonly #accumulation: Accumulation
  readonly #experts: Experts
  #linked: Linked
  #z: Float64Array
  #residuals: Float64Array

  /**
   * @param head - how scores become probabilities
   * @param features - how many an event has, if it is known
   * @param room - how much the weights may take
   */
  constructor(head: Head, features: number | undefined, { maxBytes, spare }: TableRoom) {
    this.#features = features
    // The spans have four numbers a row and room for eight, beside sixteen or more.
    this.table = new FeatureTable(WEIGHTS + head.rows * J, { maxBytes: Math.floor((maxBytes * 2) / 3), spare })
    this.#centring = new Centring(this.table, this.#spans)
    this.#scale = new NormalizedInputs(this.table, this.#spans)
    this.#accumulation = new Accumulation(this.table)
    this.#experts = new Experts(this.table)
    this.#linked = head.newLinked(J)
    this.#z = new Float64Array(head.rows * J)
    this.#residuals = new Float64Array(head.rows * J)
  }

  /** Events learned. */
  get events(): number {
    return this.#centring.events
  }

  /**
   * Takes the event into scratch memory, and says what the experts say. Changes no state, but gives rows to new features if they
   * are to be admitted.
   *
   * @throws InvalidEvent for features that are none, before anything changes
   */
  score(x: Vector, admit: boolean): Linked {
    const { inputs, table } = this
    const thresholds = this.#centring.begin()
    const complete = inputs.gather(x, table, this.#features, thresholds)
    checkWork(x, this.#z.length)
    if (!complete && admit) {
      table.admitAll(x)
      this.#spans.reserve(table.features.length + 1)
      inputs.gather(x, table, this.#features, thresholds)
    }
    this.#experts.scores(inputs, this.#z)
    return this.#linked.take(this.#z)
  }

  /** How full the memory is. */
  get memory(): MemoryUse {
    const { memory } = this.table
    return { ...memory, bytes: memory.bytes + this.#spans.values.byteLength }
  }

  /** Whether so many rows of scores would fit into it. */
  fits(rows: number): boolean {
    return this.table.fits(WEIGHTS + rows * J)
  }

  /** Whether x is, number by number, the event scored last, with no feature that has no row. */
  holds(x: Vector): boolean {
    return this.inputs.hold(x)
  }

  /** One step of every expert at the event scored last, whose probabilities these are. */
  step(linked: Linked, y: number, eta: number, weight: number): void {
    const { inputs } = this
    const f = this.#residuals
    const r2 = linked.residuals(y, f)
    const reach = this.#accumulation.take(inputs, weight * r2, this.#scale)
    this.#centring.learn(inputs)
    this.#scale.learn(reach[1]!, r2, weight)
    const lengths = this.#experts.lengths(this.#scale.unit, weight * eta)
    linked.implicit(y, LONGEST_ADAPTIVE, lengths[LONGEST_ADAPTIVE]! * reach[0]!, f)
    linked.implicit(y, LONGEST_CONSTANT, lengths[LONGEST_CONSTANT]! * reach[1]!, f)
    this.#experts.step(inputs, f, lengths)
    this.#accumulation.endSpans(this.#scale)
  }

  /** Takes in a class, and says what the experts say of the event at hand. */
  addClass(head: Head, odds: number): Linked {
    const { places, count } = this.inputs
    const { table } = this
    const before = table.width
    table.widen(WEIGHTS + head.rows * J)
    for (let k = 0; k < count; k++) places[k] = (places[k]! / before) * table.width
    const { z, biases } = newClass(this.#z, J, odds)
    for (const [j, bias] of biases.entries()) this.#experts.setBias(head.rows - 1, j, bias)
    this.#z = z
    this.#linked = head.newLinked(J)
    this.#residuals = new Float64Array(z.length)
    return this.#linked.take(z)
  }

  /** Long steps again. */
  reopen(): void {
    this.#scale.reopen()
  }

  /**
   * What each input of the event scored last adds to the score: a feature what it adds beyond its being 0, which, if it is
   * centred, the bias has.
   */
  attribute(to: Attribution): void {
    const { places, scaled, gathered, count } = this.inputs
    const { values, width } = this.table
    for (let k = 0; k < count; k++) {
      const at = places[k]!
      const weight = to.weight(values, at + WEIGHTS, J, 0)
      const zero = k > 0 && k < gathered ? -this.#centring.mean(at) / this.#scale.largest(at) : scaled[k]!
      const atZero = Number.isFinite(zero) ? zero : 0
      to.bias += weight * atZero
      if (k > 0 && k < gathered) to.add(at / width, weight * (scaled[k]! - atZero))
    }
  }

  /** Bias and weights of a row in units of the features, meaned over the experts by π, times a sign. */
  coefficients(row: number, sign: number, pi: ArrayLike<number>): Coefficients {
    const mean = (at: number): number => {
      let sum = 0
      for (let j = 0; j < J; j++) sum += pi[j]! * this.#experts.weight(at, row, j)
      return sign * sum
    }
    let bias = mean(0)
    const pairs = this.table.features.map((feature): [number, number] => {
      const at = this.table.placeOf(feature)
      const largest = this.#scale.largest(at)
      if (!(largest > 0)) return [feature, 0]
      const scaled = mean(at)
      bias -= scaled * (this.#centring.mean(at) / largest)
      return [feature, scaled / largest]
    })
    pairs.sort((a, b) => a[0] - b[0])
    return { bias, indices: pairs.map(([feature]) => feature), values: pairs.map(([, value]) => value) }
  }

  /** Writes every part. */
  save(to: SnapshotWriter): void {
    this.#centring.save(to.child('centring'))
    this.#scale.save(to.child('scale'))
    this.table.save(to.child('table'))
    this.#spans.save(to, this.table.features.length + 1)
  }

  /** Takes every saved part; to be called on a new one. */
  load(from: SnapshotReader): void {
    this.#centring.load(from.child('centring'))
    this.#scale.load(from.child('scale'))
    const weights = Array.from({ length: this.#residuals.length }, () => WEIGHT)
    const columns = [...this.#centring.columns, ...SCALE_COLUMNS, ...ROOT_COLUMNS, ...weights]
    this.table.load(from.child('table'), columns, this.#features)
    this.#centring.checkMembers()
    this.#spans.load(from, this.table.features.length + 1)
  }
}
