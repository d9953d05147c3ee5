import type { SnapshotReader, SnapshotWriter, Stateful, Vector } from '@rivulet/core'
import { checkWork } from '../checkWork.ts'
import type { Coefficients } from '../coefficients.ts'
import type { MemoryUse } from '../memoryUse.ts'
import { Centring } from './centring.ts'
import { J, LONGEST_ADAPTIVE, LONGEST_CONSTANT } from './expertList.ts'
import { Experts, ROOT_COLUMNS, WEIGHT, WEIGHTS } from './experts.ts'
import { FeatureTable, type TableRoom } from './featureTable.ts'
import type { Linked } from './head.ts'
import { Inputs } from './inputs.ts'
import { NormalizedInputs, SCALE_COLUMNS } from './normalizedInputs.ts'

/** The linear experts with what centres and normalises their inputs: x → x̃ → s → z. */
export class LinearBank implements Stateful {
  readonly #features: number | undefined
  readonly #inputs: Inputs = new Inputs()
  readonly #table: FeatureTable
  readonly #centring: Centring
  readonly #scale: NormalizedInputs
  readonly #experts: Experts
  #residuals: Float64Array

  /**
   * @param rows - scores an expert gives
   * @param features - how many an event has, if it is known
   * @param room - how much the weights may take
   */
  constructor(rows: number, features: number | undefined, room: TableRoom) {
    this.#features = features
    this.#table = new FeatureTable(WEIGHTS + rows * J, room)
    this.#centring = new Centring(this.#table)
    this.#scale = new NormalizedInputs(this.#table)
    this.#experts = new Experts(this.#table)
    this.#residuals = new Float64Array(rows * J)
  }

  /**
   * Takes the event into scratch memory, and its scores into z. Changes no state, but gives rows to new features if they
   * are to be admitted.
   *
   * @throws InvalidEvent for features that are none, before anything changes
   */
  score(x: Vector, admit: boolean, z: Float64Array): void {
    const inputs = this.#inputs
    const table = this.#table
    const thresholds = this.#centring.begin()
    const complete = inputs.gather(x, table, this.#features, thresholds)
    checkWork(x, z.length)
    if (!complete && admit) {
      table.admitAll(x)
      inputs.gather(x, table, this.#features, thresholds)
    }
    this.#experts.scores(inputs, z)
  }

  /** How full the memory is. */
  get memory(): MemoryUse {
    return this.#table.memory
  }

  /** Whether so many rows of scores would fit into it. */
  fits(rows: number): boolean {
    return this.#table.fits(WEIGHTS + rows * J)
  }

  /** Whether x is, number by number, the event scored last, with no feature that has no row. */
  holds(x: Vector): boolean {
    return this.#inputs.hold(x)
  }

  /** One step of every expert at the event scored last, whose probabilities these are. */
  step(linked: Linked, y: number, eta: number, weight: number): void {
    const inputs = this.#inputs
    const f = this.#residuals
    const reach = this.#experts.accumulate(inputs, weight * linked.residuals(y, f))
    this.#centring.learn(inputs)
    this.#scale.learn(reach[1]!, weight)
    const lengths = this.#experts.lengths(this.#scale.unit, weight * eta)
    linked.implicit(y, LONGEST_ADAPTIVE, lengths[LONGEST_ADAPTIVE]! * reach[0]!, f)
    linked.implicit(y, LONGEST_CONSTANT, lengths[LONGEST_CONSTANT]! * reach[1]!, f)
    this.#experts.step(inputs, f, lengths)
  }

  /** Makes room for one more row of scores; the event scored last stays. */
  addRow(rows: number): void {
    const { places, count } = this.#inputs
    const table = this.#table
    const before = table.width
    table.widen(WEIGHTS + rows * J)
    for (let k = 0; k < count; k++) places[k] = (places[k]! / before) * table.width
    this.#residuals = new Float64Array(rows * J)
  }

  /** Sets the bias of a row. */
  setBias(row: number, expert: number, value: number): void {
    this.#experts.setBias(row, expert, value)
  }

  /** Long steps again. */
  reopen(): void {
    this.#scale.reopen()
  }

  /** Bias and weights of a row in units of the features, meaned over the experts by π, times a sign. */
  coefficients(row: number, sign: number, pi: ArrayLike<number>): Coefficients {
    const mean = (at: number): number => {
      let sum = 0
      for (let j = 0; j < J; j++) sum += pi[j]! * this.#experts.weight(at, row, j)
      return sign * sum
    }
    let bias = mean(0)
    const pairs = this.#table.features.map((feature): [number, number] => {
      const at = this.#table.placeOf(feature)
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
    this.#table.save(to.child('table'))
  }

  /** Takes every saved part; to be called on a new one. */
  load(from: SnapshotReader): void {
    this.#centring.load(from.child('centring'))
    this.#scale.load(from.child('scale'))
    const weights = Array.from({ length: this.#residuals.length }, () => WEIGHT)
    const columns = [...this.#centring.columns, ...SCALE_COLUMNS, ...ROOT_COLUMNS, ...weights]
    this.#table.load(from.child('table'), columns, this.#features)
    this.#centring.checkMembers()
  }
}
