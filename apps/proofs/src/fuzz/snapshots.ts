import { writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { InvalidEvent, Random, type Stateful } from '@rivulet/core'
import { decode, encode, InvalidSnapshot, restore, type Snapshot } from '@rivulet/core/snapshot'
import { learners, type RegisteredLearner } from '@rivulet/models/test/learners'
import { parseLine, service } from '../kill/service.ts'
import { writeStream } from '../kill/stream.ts'
import type { Beat } from './beat.ts'
import { mutate } from './mutate.ts'
import { rewrite } from './rewrite.ts'
import { seal } from './seal.ts'

/** What became of the mutants. */
export interface SnapshotCounts {
  readonly mutants: number
  /** Those whose bytes were changed, and their checksum made valid again. */
  resealed: number
  /** Those that were written with something else in them. */
  rewritten: number
  /** Of both, those that are snapshots, only other ones. */
  decoded: number
  /** Of these, the ones that a state took, and then learned on. */
  restored: number
}

/** A state that has learned some lines, and what it is then. */
interface Trained {
  readonly state: Stateful
  readonly learn: (line: string) => void
  readonly lines: readonly string[]
  readonly original: Uint8Array
}

/**
 * Mutates snapshots of all learners. Of 16 mutants 8 are what accidents make of the bytes; 7 are sealed again, so that what is
 * behind the checksum is reached; one is written with another value in it, so that what is behind the format is.
 *
 * @throws Error if a mutant that was not sealed is accepted; if another one is accepted though `encode` would say it otherwise; if one
 * changes a state that refuses it, or breaks a state that takes it when that learns on; or if it is refused in any other way than by
 * saying what is wrong with it
 */
export function fuzzSnapshots(runs: number, seed: number, beat: Beat): SnapshotCounts {
  const random = new Random(seed)
  const all = learners.map((learner) => trained(learner, seed))
  const counts: SnapshotCounts = { mutants: runs, resealed: 0, rewritten: 0, decoded: 0, restored: 0 }
  for (let run = 0; run < runs; run++) {
    beat(run)
    const one = all[random.below(all.length)] as Trained
    const { original } = one
    const rewritten = run % 16 === 7
    const donor = all[random.below(all.length)] as Trained
    const mutant = rewritten ? rewrite(decode(original), random) : mutate(original, donor.original, random)
    const resealed = !rewritten && run % 2 === 1 && seal(mutant, random)
    if (rewritten) counts.rewritten += 1
    if (resealed) counts.resealed += 1
    const snapshot = tryDecode(mutant)
    if (snapshot === undefined || same(mutant, original)) continue
    try {
      if (!resealed && !rewritten) throw new Error('it was accepted, though nothing sealed it again')
      counts.decoded += 1
      if (!same(encode({ save: (to) => snapshot.save(to), load() {} }), mutant))
        throw new Error('it was accepted, though encode would not write it')
      if (takes(one, mutant)) counts.restored += 1
    } catch (cause) {
      const path = join(tmpdir(), `rivulet-mutant-${run}.safetensors`)
      writeFileSync(path, mutant)
      throw new Error(`mutant ${run}, kept as ${path}: ${(cause as Error).message}`, { cause })
    }
  }
  return counts
}

function trained(learner: RegisteredLearner, seed: number): Trained {
  const { state, step } = service(learner)
  const lines = writeStream(learner, 24, seed).split('\n')
  const learn = (line: string): void => {
    try {
      step(parseLine(line), () => {})
    } catch (error) {
      // The bad lines of the stream.
      if (!(error instanceof InvalidEvent || error instanceof SyntaxError)) throw error
    }
  }
  for (const line of lines) learn(line)
  return { state, learn, lines: lines.slice(-20), original: encode(state) }
}

/** Whether a state takes a mutant; one that does not must be as before, one that does must go on. */
function takes({ state, learn, lines, original }: Trained, mutant: Uint8Array): boolean {
  try {
    restore(state, mutant)
  } catch (error) {
    if (!isClear(error)) throw new Error(`a state was surprised by it: ${String(error)}`, { cause: error })
    if (!same(encode(state), original)) throw new Error('a state that refused it was changed by it')
    return false
  }
  try {
    for (const line of lines) learn(line)
    encode(state)
  } catch (error) {
    throw new Error(`a state that took it broke when it learned on: ${String(error)}`, { cause: error })
  }
  restore(state, original)
  return true
}

/** Whether an error says what is wrong with a snapshot; a stack that overflows is a RangeError as well, and says nothing. */
function isClear(error: unknown): boolean {
  if (error instanceof RangeError && error.message.includes('call stack')) return false
  return error instanceof InvalidSnapshot || error instanceof RangeError || error instanceof SyntaxError
}

function tryDecode(bytes: Uint8Array): Snapshot | undefined {
  try {
    return decode(bytes)
  } catch (error) {
    if (error instanceof InvalidSnapshot) return undefined
    throw error
  }
}

function same(a: Uint8Array, b: Uint8Array): boolean {
  return Buffer.compare(a, b) === 0
}
