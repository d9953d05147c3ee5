import { writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { InvalidEvent, Random, type Stateful } from '@rivulet/core'
import { mutant, type StateSubject, tryMutant } from '@rivulet/core/conformance'
import { decode, encode, InvalidSnapshot, type Snapshot } from '@rivulet/core/snapshot'
import { learners, type RegisteredLearner } from '@rivulet/models/test/learners'
import { parseLine, service } from '../kill/service.ts'
import { writeStream } from '../kill/stream.ts'
import type { Beat } from './beat.ts'
import { mutate } from './mutate.ts'
import { seal } from './seal.ts'

/** What became of the mutants. */
export interface SnapshotCounts {
  readonly mutants: number
  /** Those whose bytes were changed, and their checksum made valid again. */
  resealed: number
  /** Those that were written, and so sealed, with something else in them. */
  rewritten: number
  /** Of both, those that are snapshots, only other ones. */
  decoded: number
  /** Of these, the ones that a state took; it then learned 25 events, was saved, and restored. */
  taken: number
}

/** A service or a learner that has learned, what it is then, and the snapshots that parts of a mutant are taken from. */
interface Trained {
  readonly subject: StateSubject
  readonly state: Stateful
  readonly original: Uint8Array
  readonly donors: readonly Snapshot[]
}

/**
 * Mutates snapshots of all learners, alone and within a service that has all kinds of state. Of 8 mutants 1 is what accidents make of
 * the bytes; 1 is that, sealed again, so that what is behind the checksum is reached; 6 are written with other values in them, as
 * `mutant` does, so that what is behind the format is: whatever of them `load` takes learns 25 events.
 *
 * @throws Error if a mutant that was not sealed is accepted; if another one is accepted though `encode` would say it otherwise; or as
 * `tryMutant` does
 */
export function fuzzSnapshots(runs: number, seed: number, beat: Beat): SnapshotCounts {
  const random = new Random(seed)
  const all = learners.flatMap((learner) => [ofService(learner, seed), ofLearner(learner)]).map(trained)
  const counts: SnapshotCounts = { mutants: runs, resealed: 0, rewritten: 0, decoded: 0, taken: 0 }
  for (let run = 0; run < runs; run++) {
    beat(run)
    const { subject, state, original, donors } = all[random.below(all.length)] as Trained
    const other = all[random.below(all.length)] as Trained
    const kind = run % 8 < 6 ? 'rewritten' : run % 8 === 6 ? 'resealed' : 'damaged'
    const bytes =
      kind === 'rewritten'
        ? mutant(decode(original), random.below(4) > 0 ? one(donors, random) : one(other.donors, random), random)
        : mutate(original, other.original, random)
    const sealed = kind === 'rewritten' || (kind === 'resealed' && seal(bytes, random))
    if (kind === 'rewritten') counts.rewritten += 1
    else if (sealed) counts.resealed += 1
    const snapshot = tryDecode(bytes)
    if (snapshot === undefined || same(bytes, original)) continue
    try {
      if (!sealed) throw new Error('it was accepted, though nothing sealed it again')
      counts.decoded += 1
      if (!same(encode({ save: (to) => snapshot.save(to), load() {} }), bytes))
        throw new Error('it was accepted, though encode would not write it')
      if (tryMutant(subject, state, bytes)) counts.taken += 1
    } catch (cause) {
      const path = join(tmpdir(), `rivulet-mutant-${run}.safetensors`)
      writeFileSync(path, bytes)
      throw new Error(`mutant ${run}, kept as ${path}: ${(cause as Error).message}`, { cause })
    }
  }
  return counts
}

/** A learner alone, which predicts and learns its examples. */
function ofLearner({ name, create, examples }: RegisteredLearner): [name: string, StateSubject] {
  const subject: StateSubject<ReturnType<typeof create>> = {
    create,
    use(learner, i) {
      const { x, y } = examples[i % examples.length] as (typeof examples)[number]
      const ticket = learner.predict(x)
      for (const p of ticket.probabilities) if (!(p >= 0 && p <= 1)) throw new Error(`a probability is ${p}`)
      const loss = learner.learn(x, y, i % 2 === 0 ? {} : { ticket })
      if (!Number.isFinite(loss)) throw new Error(`the loss is ${loss}`)
    },
  }
  return [name, subject as unknown as StateSubject]
}

/** A service that learns lines, some of which are none. */
function ofService(learner: RegisteredLearner, seed: number): [name: string, StateSubject] {
  const lines = writeStream(learner, 24, seed).trimEnd().split('\n')
  const steps = new WeakMap<Stateful, (line: string) => void>()
  const subject: StateSubject = {
    create() {
      const { state, step } = service(learner)
      steps.set(state, (line) =>
        step(parseLine(line), (loss) => {
          if (!Number.isFinite(loss)) throw new Error(`the loss is ${loss}`)
        }),
      )
      return state
    },
    use(state, i) {
      try {
        steps.get(state)?.(lines[i % lines.length] as string)
      } catch (error) {
        // The bad lines of the stream; and tickets that waited in the snapshot may say anything.
        if (!(error instanceof InvalidEvent || error instanceof SyntaxError)) throw error
      }
    },
  }
  return [`a service of ${learner.name}`, subject]
}

function trained([, subject]: [name: string, StateSubject]): Trained {
  const after = (events: number): Stateful => {
    const state = subject.create()
    for (let i = 0; i < events; i++) subject.use(state, i)
    return state
  }
  const state = after(40)
  return { subject, state, original: encode(state), donors: [1, 10, 60].map((events) => decode(encode(after(events)))) }
}

function tryDecode(bytes: Uint8Array): Snapshot | undefined {
  try {
    return decode(bytes)
  } catch (error) {
    if (error instanceof InvalidSnapshot) return undefined
    throw error
  }
}

function one<T>(things: readonly T[], random: Random): T {
  return things[random.below(things.length)] as T
}

function same(a: Uint8Array, b: Uint8Array): boolean {
  return Buffer.compare(a, b) === 0
}
