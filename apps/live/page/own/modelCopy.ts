import type { Label, Prediction, Vector } from '@rivulet/core'
import { encode, restore } from '@rivulet/core/snapshot'
import { answersOf, type CopyHead } from '../../src/model/answers.ts'
import { freshLearner } from '../../src/streams/freshLearner.ts'
import type { ModelName } from '../../src/streams/learners.ts'
import { RUN, SUBJECT } from '../context.ts'

/** A hash of this page and the server's of the same thing. */
export interface Compared {
  readonly here: string
  readonly there: string
}

/** The server's model in this page, and the proof that it is the same, bit for bit. */
export interface ModelCopy {
  /** Events that it has learned. */
  readonly learned: number
  readonly bytes: number
  readonly state: Compared
  readonly answers: Compared
  /** The newest events that it was proven on. */
  readonly examples: readonly Vector[]
  predict(x: Vector): Prediction<Label>
}

/**
 * Fetches the server's model, and restores it here.
 *
 * @throws Error with what the server says, if it does not give it
 */
export async function fetchCopy(): Promise<ModelCopy> {
  const response = await fetch(`model${RUN}`)
  if (!response.ok) throw new Error((await response.text()).trim())
  const whole = new Uint8Array(await response.arrayBuffer())
  const end = whole.indexOf(10)
  const head = JSON.parse(new TextDecoder().decode(whole.subarray(0, end))) as CopyHead
  const bytes = whole.slice(end + 1)
  const model = freshLearner(SUBJECT.stream, SUBJECT.model as ModelName)
  restore(model, bytes)
  return {
    learned: head.learned,
    bytes: bytes.length,
    examples: head.examples,
    // Written again here, so that it is this page's state that is hashed.
    state: { here: await sha256(encode(model)), there: head.state },
    answers: { here: await sha256(new Uint8Array(answersOf(model, head.examples).buffer)), there: head.answers },
    predict: (x) => model.predict(x),
  }
}

async function sha256(bytes: Uint8Array): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', Uint8Array.from(bytes))
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('')
}
