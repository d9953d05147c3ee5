import { writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Random } from '@rivulet/core'
import {
  CHECKSUM_AT,
  checksumOf,
  decode,
  encode,
  InvalidSnapshot,
  restore,
  type Snapshot,
} from '@rivulet/core/snapshot'
import { learners, type Subject } from '../kill/learners.ts'
import { writeStream } from '../kill/stream.ts'
import { parseLine, service } from '../kill/subject.ts'
import { mutate } from './mutate.ts'

/** What became of the mutants. */
export interface SnapshotCounts {
  readonly mutants: number
  /** Those whose checksum was made valid again. */
  readonly resealed: number
  /** Resealed ones that are snapshots, only other ones. */
  readonly decoded: number
  /** Of those, the ones that a state took. */
  readonly restored: number
}

/**
 * Mutates snapshots of all learners, half of them sealed again, so that what is behind the checksum is reached.
 *
 * @throws Error if a mutant that was not sealed again is accepted; if one that was is accepted though `encode` would say it otherwise; if
 * one changes a state that refuses it; or if it is refused in any other way than by saying what is wrong with it
 */
export function fuzzSnapshots(runs: number, seed: number): SnapshotCounts {
  const random = new Random(seed)
  const states = Object.values(learners).map((learner) => trained(learner, seed))
  const seeds = states.map((state) => encode(state))
  const counts = { mutants: runs, resealed: 0, decoded: 0, restored: 0 }
  for (let run = 0; run < runs; run++) {
    const k = random.below(seeds.length)
    const original = seeds[k] as Uint8Array
    const mutant = mutate(original, seeds[random.below(seeds.length)] as Uint8Array, random)
    const resealed = run % 2 === 1 && reseal(mutant, random)
    if (resealed) counts.resealed += 1
    const snapshot = tryDecode(mutant)
    if (snapshot === undefined || same(mutant, original)) continue
    if (!resealed) throw found('a mutant that was not sealed again was accepted', run, mutant)
    counts.decoded += 1
    if (!same(encode({ save: (to) => snapshot.save(to), load() {} }), mutant))
      throw found('a mutant was accepted that encode would not write', run, mutant)
    const state = states[k] as ReturnType<typeof trained>
    try {
      restore(state, mutant)
      counts.restored += 1
      restore(state, original)
    } catch (error) {
      if (!(error instanceof InvalidSnapshot || error instanceof RangeError || error instanceof SyntaxError)) {
        throw new Error(`${found('a state was surprised by a mutant', run, mutant).message}`, { cause: error })
      }
      if (!same(encode(state), original)) throw found('a state that refused a mutant was changed by it', run, mutant)
    }
  }
  return counts
}

function trained(learner: Subject, seed: number): ReturnType<typeof service>['state'] {
  const { state, step } = service(learner)
  for (const line of writeStream(60, learner.labels, seed).split('\n')) {
    try {
      step(parseLine(line), () => {})
    } catch {
      // The bad lines of the stream.
    }
  }
  return state
}

/** Makes the header's length and the checksum fit again, where they have a place. */
function reseal(bytes: Uint8Array, random: Random): boolean {
  if (bytes.length < CHECKSUM_AT + 8) return false
  const end = bytes.indexOf(0, 8)
  if (random.below(2) === 0 && end > 0) new DataView(bytes.buffer).setUint32(0, (end - 8) & ~7, true)
  for (const [i, digit] of [...checksumOf(bytes)].entries()) bytes[CHECKSUM_AT + i] = digit.charCodeAt(0)
  return true
}

function tryDecode(bytes: Uint8Array): Snapshot | undefined {
  try {
    return decode(bytes)
  } catch (error) {
    if (error instanceof InvalidSnapshot) return undefined
    throw error
  }
}

function found(what: string, run: number, mutant: Uint8Array): Error {
  const path = join(tmpdir(), `rivulet-mutant-${run}.safetensors`)
  writeFileSync(path, mutant)
  return new Error(`${what}: run ${run}, kept as ${path}`)
}

function same(a: Uint8Array, b: Uint8Array): boolean {
  return Buffer.compare(a, b) === 0
}
