import type { Dtype, Label } from '@rivulet/core'
import { FORMAT_VERSION, InvalidSnapshot, readCount, readLabels, type Snapshot } from '@rivulet/core/snapshot'
import { type ExplainedClass, explained } from '../explain/explain.ts'
import { restoredModel } from '../model/openModel.ts'
import { Scoreboard, type Scores } from '../progress/index.ts'

/** An array in a snapshot. */
export interface DescribedArray {
  readonly name: string
  readonly dtype: Dtype
  readonly shape: readonly [number]
}

/** What is in a snapshot. What only `rivulet train` or `trainDurably` writes is not there in others. */
export interface Description {
  /** The version of the format. */
  readonly format: string
  readonly bytes: number
  /** The options of `rivulet train`: model, label, source. */
  readonly configuration?: Readonly<Record<string, string>>
  readonly events?: number
  readonly rejected?: number
  /** Records taken from the source: events and those refused. */
  readonly entries?: number
  /** Where the source goes on. */
  readonly position?: unknown
  readonly labels?: readonly Label[]
  readonly scores?: Scores
  /** The largest weights of each class, of a model that has weights. */
  readonly weights?: readonly ExplainedClass[]
  readonly arrays: readonly DescribedArray[]
  readonly texts: Readonly<Record<string, string>>
}

/** So many classes, and so many weights of each. */
const SHOWN = { classes: 5, weights: 5 }

/** Says what is in a snapshot; `file` are its bytes. */
export function describe(snapshot: Snapshot, file: Uint8Array): Description {
  const arrays: DescribedArray[] = []
  const texts: Record<string, string> = Object.create(null)
  for (const [name, value] of snapshot.entries()) {
    if (typeof value === 'string') texts[name] = value
    else arrays.push({ name, dtype: dtypeOf(value), shape: [value.length] })
  }
  const known = {
    configuration: ifThere(() => Object.fromEntries(snapshot.child('state').child('configuration').entries())),
    events: ifThere(() => readCount(snapshot.child('progress'), 'outcomes')),
    rejected: ifThere(() => readCount(snapshot.child('progress'), 'rejected')),
    entries: ifThere(() => readCount(snapshot.child('progress'), 'entries')),
    position: ifThere(() => positionOf(snapshot.child('progress').text('position'))),
    labels: ifThere(() =>
      readLabels(snapshot.child('state').child('model').child('learner').child('labels'), 'labels'),
    ),
    scores: ifThere(() => scoresOf(snapshot)),
    weights: ifThere(() => weightsOf(file)),
  }
  const there = Object.fromEntries(Object.entries(known).filter(([, value]) => value !== undefined))
  return { format: FORMAT_VERSION, bytes: file.length, ...there, arrays, texts }
}

/** What a reader gives, or undefined if the snapshot is another's and has no such thing. */
function ifThere<T>(read: () => T): T | undefined {
  try {
    return read()
  } catch (error) {
    if (error instanceof InvalidSnapshot || error instanceof RangeError) return undefined
    throw error
  }
}

function positionOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function scoresOf(snapshot: Snapshot): Scores {
  const scoreboard = new Scoreboard()
  scoreboard.load(snapshot.child('state').child('scores'))
  return scoreboard.read()
}

function weightsOf(file: Uint8Array): ExplainedClass[] | undefined {
  const model = restoredModel(file)
  const found = model.labels.slice(0, SHOWN.classes).flatMap((label) => explained(model, label, SHOWN.weights) ?? [])
  return found.length > 0 ? found : undefined
}

function dtypeOf(array: Float64Array | Uint32Array | Uint8Array): Dtype {
  if (array instanceof Float64Array) return 'F64'
  return array instanceof Uint32Array ? 'U32' : 'U8'
}
