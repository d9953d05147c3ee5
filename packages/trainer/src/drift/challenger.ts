import {
  check,
  checkOptions,
  checkWhole,
  type DriftLevel,
  type Label,
  type Learner,
  type Outcome,
  type Schedule,
  type SnapshotReader,
  type SnapshotWriter,
  type Stateful,
} from '@rivulet/core'
import { between, checkColumns, checkSaved, encode, readArray, restore, whole } from '@rivulet/core/snapshot'
import { learner } from '../learned.ts'

/** How a challenger is trained, and when it wins. */
export interface ChallengerOptions<X, L extends Label> {
  /** The model in use. */
  readonly model: Learner<X, L>
  /** Makes a challenger: a learner constructed as the model was, that has learned nothing. */
  readonly create: () => Learner<X, L>
  /** The challenger's step size: a number ≥ 0, or a function of its count; without it its own. */
  readonly eta?: number | Schedule
  /** After how many events it may win, ≥ 1, default 30. */
  readonly events?: number
  /** After how many events it is given up, ≥ `events`, default 1,000. */
  readonly patience?: number
}

/** What a sum of losses may be in a snapshot. */
const LOSSES = between(-1e300, 1e300)

/** What stands with the challenger: there is none, it is in training, it has just won, or has just been given up. */
export type Challenge = 'none' | 'training' | 'won' | 'given up'

/** An outcome of a watched stream. */
export type Watched<X, L extends Label> = Pick<Outcome<X, L>, 'x' | 'y' | 'loss'> & {
  readonly alarm: DriftLevel
  readonly event?: unknown
}

/**
 * A second learner, trained in the shadow of the model from a warning on, that takes its place if the alarm comes true.
 *
 * A warning (or a drift that came without one) starts it from nothing. From then on it learns each event too. Once there was a drift
 * and it has learned `events` events, it wins as soon as its mean loss over them is below the model's over the same, and the model takes
 * over its whole state: `model` stays the object that it is, so that whoever predicts with it predicts with the winner. If the warning
 * passes without a drift, or `patience` events do without a win, the challenger is given up.
 *
 * With labels that come late the challenger predicts when the label comes, which is later than the model did and somewhat in its
 * favour. After a win the model's t is the challenger's.
 *
 * @see Gama et al. (2004), Learning with Drift Detection, for a model learned from the warning on
 */
export class Challenger<X, L extends Label> implements Stateful {
  readonly #options: ChallengerOptions<X, L>
  readonly #events: number
  readonly #patience: number
  #shadow: Learner<X, L> | undefined
  #n = 0
  #drifted = false
  #modelLoss = 0
  #shadowLoss = 0

  /** @param options - the model, how a challenger is made, and when it wins */
  constructor(options: ChallengerOptions<X, L>) {
    checkOptions<ChallengerOptions<X, L>>('challenge', options, ['create', 'eta', 'events', 'model', 'patience'])
    const { events = 30, patience = 1000 } = options
    checkWhole('events', events, 1)
    checkWhole('patience', patience, events)
    check(typeof options.create === 'function', 'create', 'a function that makes a learner', options.create)
    this.#options = options
    this.#events = events
    this.#patience = patience
  }

  /** Takes an outcome that the model has learned from. */
  update({ x, y, loss, alarm, event }: Watched<X, L>): Challenge {
    if (alarm === 'stable' && this.#shadow === undefined) return 'none'
    if (alarm === 'stable' && !this.#drifted) return this.#end('given up')
    if (alarm === 'drift') this.#drifted = true
    this.#shadow ??= this.#options.create()
    const weight = (event as { readonly weight?: number } | undefined)?.weight ?? 1
    const learned = learner(this.#shadow, this.#options.eta)({ x, y, weight }, this.#shadow.predict(x))
    this.#n += 1
    this.#modelLoss += weight * loss
    this.#shadowLoss += weight * learned.loss
    if (this.#drifted && this.#n >= this.#events && this.#shadowLoss < this.#modelLoss) {
      restore(this.#options.model, encode(this.#shadow))
      return this.#end('won')
    }
    return this.#n >= this.#patience ? this.#end('given up') : 'training'
  }

  /** Writes the contest, and the challenger if there is one; not the model, which is yours to save. */
  save(to: SnapshotWriter): void {
    to.array('contest', [this.#n, this.#modelLoss, this.#shadowLoss, this.#drifted ? 1 : 0, this.#shadow ? 1 : 0])
    this.#shadow?.save(to.child('shadow'))
  }

  /** Goes on with the saved contest. */
  load(from: SnapshotReader): void {
    const contest = readArray(from, 'contest', 'F64', 5)
    checkColumns(contest, 'contest', [whole(0, this.#patience - 1), LOSSES, LOSSES, whole(0, 1), whole(0, 1)])
    const [n, modelLoss, shadowLoss, drifted, present] = contest
    checkSaved(present === 1 || contest.every((x) => x === 0), 'contest', 'nothing without a challenger', contest)
    const shadow = present === 1 ? this.#options.create() : undefined
    shadow?.load(from.child('shadow'))
    this.#shadow = shadow
    this.#n = n as number
    this.#modelLoss = modelLoss as number
    this.#shadowLoss = shadowLoss as number
    this.#drifted = drifted === 1
  }

  #end(how: 'won' | 'given up'): Challenge {
    this.#shadow = undefined
    this.#drifted = false
    this.#n = 0
    this.#modelLoss = 0
    this.#shadowLoss = 0
    return how
  }
}
