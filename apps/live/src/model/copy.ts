import { createHash } from 'node:crypto'
import { isSparse, type Vector } from '@rivulet/core'
import { encode } from '@rivulet/core/snapshot'
import type { Tracker } from '../score/tracker.ts'
import type { StreamLearner } from '../streams/learners.ts'
import { type Answerer, answersOf, type CopyHead } from './answers.ts'

/** The largest model that a page may follow, in bytes. */
const LARGEST = 2 ** 25

/**
 * The model as it is now, for a page to predict with: a line of JSON, and then its snapshot. The line says what a page with the same bits
 * finds: the hash of the state, and that of what it answers to some events.
 *
 * @returns undefined if the model is too large to be sent again and again
 */
export function copyOf(
  model: StreamLearner['model'] & Answerer,
  tracker: Pick<Tracker, 'examples'>,
): Uint8Array | undefined {
  const bytes = encode(model)
  if (bytes.length > LARGEST) return undefined
  const examples = tracker.examples.map(plain)
  const head: CopyHead = {
    learned: model.t,
    state: sha256(bytes),
    examples,
    answers: sha256(new Uint8Array(answersOf(model, examples).buffer)),
  }
  return Buffer.concat([Buffer.from(`${JSON.stringify(head)}\n`), bytes])
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

/** A vector as JSON can say it. */
function plain(x: Vector): Vector {
  return isSparse(x) ? { indices: Array.from(x.indices), values: Array.from(x.values) } : Array.from(x)
}
