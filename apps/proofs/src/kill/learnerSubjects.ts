import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { learners } from '@rivulet/models/test/learners'
import { writeStream } from './stream.ts'
import type { Subject } from './subject.ts'

const VICTIM = fileURLToPath(new URL('victim.ts', import.meta.url))

/** A snapshot after so many entries. */
const EVERY = '40'

/** Every learner of the conformance registry, within a service that has all kinds of state. */
export const learnerSubjects: readonly Subject[] = learners.map((learner) => ({
  name: learner.name,
  suicidal: true,
  prepare(folder, events, seed) {
    const file = join(folder, 'events.jsonl')
    writeFileSync(file, writeStream(learner, events, seed))
    return (snapshots, last) => ({
      command: process.execPath,
      args: [VICTIM, learner.name, file, snapshots, EVERY, String(last)],
    })
  },
}))
