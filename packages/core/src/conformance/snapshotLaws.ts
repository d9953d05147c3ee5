import { Random } from '../random.ts'
import { decode, encode, restore } from '../snapshot/index.ts'
import type { Stateful } from '../vocabulary.ts'
import { claim, claimSameBytes, claimThrows, type Law } from './law.ts'
import { mutant } from './mutant.ts'

/** A state whose `load` is to be certified: a learner, a metric, a detector, a queue. */
export interface StateSubject<S extends Stateful = Stateful> {
  /** A new state, always constructed alike. */
  create(): S
  /**
   * Shows it its i-th event, as often as it is asked to, and looks at what it says then.
   *
   * @throws Error if it refuses the event or what it says is no answer
   */
  use(state: S, i: number): void
}

/** How many events are shown to a state that took a mutant. */
const EVENTS = 25

/**
 * The laws of `load`, for whatever is saved: what is not its own is refused as `InvalidSnapshot`, and then no byte has changed; what
 * it takes, it can go on from, save, and load again.
 *
 * @param subject - how to make the state, and what to do with it
 * @param mutants - how many snapshots of it are changed and shown to it
 *
 * @example
 * ```ts
 * import type { SnapshotReader, SnapshotWriter } from '@rivulet/core'
 * import { snapshotLaws } from '@rivulet/core/conformance'
 *
 * const create = () => ({
 *   sum: 0,
 *   save(to: SnapshotWriter) {
 *     to.array('sum', [this.sum])
 *   },
 *   load(from: SnapshotReader) {
 *     this.sum = from.array('sum')[0]!
 *   },
 * })
 * const laws = snapshotLaws({
 *   create,
 *   use(state) {
 *     state.sum += 1
 *     if (!Number.isFinite(state.sum)) throw new Error(`the sum is ${state.sum}`)
 *   },
 * })
 * let found = ''
 * try {
 *   for (const law of laws) law.check()
 * } catch (error) {
 *   found = (error as Error).message
 * }
 * found.startsWith('mutant') // => true
 * ```
 */
export function snapshotLaws<S extends Stateful>(subject: StateSubject<S>, mutants = 100): Law[] {
  return [
    {
      name: 'load of a foreign state throws InvalidSnapshot and changes no byte',
      check() {
        const state = used(subject, EVENTS)
        const before = encode(state)
        for (const foreign of foreigners(state)) {
          if (foreign.length === before.length && foreign.every((byte, i) => byte === before[i])) continue
          claimThrows(() => restore(state, foreign), 'InvalidSnapshot', 'a foreign snapshot to restore')
          claimRefused(state, foreign, before)
        }
      },
    },
    {
      name: 'of a sealed snapshot with something changed, load takes only what it can go on from',
      check() {
        const [state, donor] = [used(subject, EVENTS), used(subject, EVENTS >> 1)]
        const original = encode(state)
        const [from, to] = [decode(original), decode(encode(donor))]
        if ([...from.entries()].length === 0) return
        const random = new Random(original.length)
        for (let m = 0; m < mutants; m++) {
          const bytes = mutant(from, to, random)
          try {
            tryMutant(subject, state, bytes)
          } catch (error) {
            throw new Error(`mutant ${m}: ${difference(original, bytes)}: ${(error as Error).message}`, {
              cause: error,
            })
          }
        }
      },
    },
  ]
}

/**
 * Shows a state the snapshot of another, which may be of any kind.
 *
 * @returns whether it was taken; the state is then as it was before again
 * @throws Error if it was refused by another error than `InvalidSnapshot`, or a refusal changed something; or if it was taken, and the
 * state did not go on, or cannot be saved, or what was saved cannot be loaded
 */
export function tryMutant<S extends Stateful>(subject: StateSubject<S>, state: S, bytes: Uint8Array): boolean {
  const before = encode(state)
  const snapshot = decode(bytes)
  let refusal: unknown
  try {
    state.load(snapshot)
  } catch (error) {
    refusal = error
  }
  if (refusal !== undefined) {
    claim((refusal as Error).name === 'InvalidSnapshot', `it is refused as InvalidSnapshot, not as ${String(refusal)}`)
    claimSameBytes(encode(state), before, 'the state after refusing is the state before')
    return false
  }
  encode(state)
  for (let i = 0; i < EVENTS; i++) subject.use(state, i)
  const after = encode(state)
  const again = subject.create()
  restore(again, after)
  claimSameBytes(encode(again), after, 'what was learned on it can be saved and restored')
  state.load(decode(before))
  claimSameBytes(encode(state), before, 'what it was before can be loaded over it')
  return true
}

function used<S extends Stateful>({ create, use }: StateSubject<S>, events: number): S {
  const state = create()
  for (let i = 0; i < events; i++) use(state, i)
  return state
}

/** Snapshots that are not of this state: of nothing, of something else, of this state one part deeper. */
function* foreigners(state: Stateful): Generator<Uint8Array> {
  yield encode({ save() {}, load() {} })
  yield encode({ save: (to) => to.text('somebody', 'else'), load() {} })
  yield encode({ save: (to) => to.array('weights', [Number.NaN]), load() {} })
  yield encode({ save: (to) => state.save(to.child('inside')), load() {} })
}

function claimRefused(state: Stateful, foreign: Uint8Array, before: Uint8Array): void {
  try {
    state.load(decode(foreign))
  } catch (error) {
    claim((error as Error).name === 'InvalidSnapshot', `it is refused as InvalidSnapshot, not as ${String(error)}`)
    claimSameBytes(encode(state), before, 'the state after refusing is the state before')
    return
  }
  // A state with nothing in it takes everything.
  claimSameBytes(encode(state), before, 'what it took of a foreign snapshot is nothing')
}

/** What is different in the second of two snapshots, in a line. */
function difference(a: Uint8Array, b: Uint8Array): string {
  const [was, is] = [a, b].map((bytes) => new Map(decode(bytes).entries())) as [
    Map<string, unknown>,
    Map<string, unknown>,
  ]
  const shown = (value: unknown): string => {
    if (value === undefined) return 'nothing'
    return typeof value === 'string'
      ? JSON.stringify(value.slice(0, 60))
      : `[${[...(value as Float64Array)].slice(0, 12)}]`
  }
  const paths = [...new Set([...was.keys(), ...is.keys()])].filter(
    (path) => shown(was.get(path)) !== shown(is.get(path)),
  )
  return paths
    .map((path) => `${path} ${shown(was.get(path))} → ${shown(is.get(path))}`)
    .join('; ')
    .slice(0, 600)
}
