import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { Random } from '@rivulet/core'
import { type Life, live } from './live.ts'
import { fingerprint, hasHalf, hasSnapshot } from './remains.ts'
import type { Subject } from './subject.ts'

/** What a subject lived through. */
export interface Kills {
  kills: number
  /** Those that came at an operation on the file system, within it. */
  atOperations: number
  /** Those that left a snapshot half written. */
  whileWriting: number
  /** Those after which there was a snapshot to go on from. */
  afterASnapshot: number
  /** Times that the stream was learned to its end. */
  runs: number
  /** What of those was not as in the run that nobody killed. */
  readonly different: string[]
}

/** How to kill. */
export interface KillOptions {
  readonly events: number
  readonly seed: number
  /** At least so many times; and go on until a kill came after a snapshot. */
  readonly kills: number
}

/**
 * Lets a subject learn its stream alone, then again and again while it is killed at random instants and at random operations on the file
 * system, each time until all is learned, and compares what they leave.
 */
export async function killed(subject: Subject, folder: string, { events, seed, kills }: KillOptions): Promise<Kills> {
  const random = new Random(seed)
  const counts: Kills = { kills: 0, atOperations: 0, whileWriting: 0, afterASnapshot: 0, runs: 0, different: [] }
  mkdirSync(folder)
  try {
    const next = subject.prepare(folder, events, seed)
    const alone = join(folder, 'alone')
    const { lived, said } = await live(next(alone, 0))
    const expected = `${fingerprint(alone)} ${said}`
    const enough = (): boolean => counts.kills >= kills && counts.afterASnapshot > 0

    /** Learns the stream in as many lives as it takes; says what the last one said. */
    const learnInPieces = async (kept: string): Promise<string> => {
      for (;;) {
        const born = Date.now()
        const atOperation = subject.suicidal && counts.kills < kills && random.below(2) === 0
        const instant = random.next() * lived
        const last = 1 + random.below(100)
        const end = (): Life => {
          if (enough()) return next(kept, 0)
          // All kills came too early: this one does not.
          if (counts.kills >= kills) return { ...next(kept, 0), once: () => hasSnapshot(kept) }
          return atOperation ? next(kept, last) : { ...next(kept, 0), after: instant }
        }
        const ended = await live(end())
        if (!ended.killed) return ended.said
        counts.kills += 1
        if (atOperation) counts.atOperations += 1
        if (hasHalf(kept, born)) counts.whileWriting += 1
        if (hasSnapshot(kept)) counts.afterASnapshot += 1
      }
    }
    while (!enough()) {
      const kept = join(folder, 'killed')
      const lastWords = await learnInPieces(kept)
      const found = `${fingerprint(kept)} ${lastWords}`
      counts.runs += 1
      if (found !== expected) counts.different.push(`${subject.name}: ${found} instead of ${expected}`)
      rmSync(kept, { recursive: true })
    }
  } finally {
    rmSync(folder, { recursive: true })
  }
  return counts
}
