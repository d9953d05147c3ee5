import type { Label, Learner, Prediction, SnapshotReader } from '@rivulet/core'
import { decode, InvalidSnapshot, record } from '@rivulet/core/snapshot'
import type { FieldOptions, FormatName } from '@rivulet/formats'
import type { AnyExample } from '../input/source.ts'
import { CommandModel } from './commandModel.ts'
import type { FeatureKind } from './features.ts'
import { type LinearSettings, type ModelName, type ModelSpec, modelNames } from './modelSpec.ts'

/** A model out of a snapshot of `rivulet train`, ready to predict, and to learn on. */
export interface OpenedModel {
  /** The learner: of objects with fields or, for Vowpal Wabbit text and libsvm, of vectors. */
  readonly learner: Learner<object>
  readonly labels: readonly Label[]
  /** The field that is the label, '' where each line has its own. */
  readonly label: string
  /** The prediction for the features of an event. */
  predict(x: object): Prediction
  /**
   * Reads a line of the kind that the model was trained on: JSON for fields, Vowpal Wabbit text or libsvm.
   *
   * @throws InvalidEvent or SyntaxError if it is none
   */
  read(line: string): AnyExample | undefined
}

/**
 * Opens a snapshot of `rivulet train`: it says itself which model it holds, and what its features are.
 *
 * @param bytes - the file: a Buffer, a Uint8Array or an ArrayBuffer
 * @throws InvalidSnapshot if it is none, or damaged
 *
 * @example
 * ```ts
 * import { readFile } from 'node:fs/promises'
 * import { openModel } from '@rivulet/cli/model'
 *
 * const late = async (path: string): Promise<number> => {
 *   const model = openModel(await readFile(path))
 *   const { labels, probabilities } = model.predict({ from: 'ATL', hour: 18 })
 *   return probabilities[labels.indexOf('yes')] ?? 0
 * }
 * typeof late // => 'function'
 * ```
 */
export function openModel(bytes: Uint8Array | ArrayBuffer): OpenedModel {
  const model = restoredModel(bytes)
  const { kind } = model.features
  const format = model.features.formatOf(formatFor(kind), { ...model.spec.fields, label: model.spec.label })
  const opened = format.open(new Uint8Array(), true)
  const encoder = new TextEncoder()
  return {
    learner: model.learner,
    get labels() {
      return model.labels
    },
    label: model.spec.label,
    predict: (x) => model.predict(x),
    read: (line) => opened?.read(encoder.encode(line)),
  }
}

/** The model that a snapshot holds. */
export function restoredModel(bytes: Uint8Array | ArrayBuffer): CommandModel {
  const state = decode(bytes instanceof ArrayBuffer ? new Uint8Array(bytes) : bytes).child('state')
  const model = new CommandModel(specOf(state.child('configuration')))
  record(model.parts).load(state)
  return model
}

/**
 * The spec that a snapshot holds.
 *
 * @throws InvalidSnapshot if there is none
 */
export function specOf(from: SnapshotReader): ModelSpec {
  const model = from.text('model') as ModelName
  const features = from.text('features') as FeatureKind
  if (!modelNames.includes(model))
    throw new InvalidSnapshot(`this snapshot is of the model ${model}, which is not known here`)
  if (!['fields', 'names', 'indices'].includes(features)) {
    throw new InvalidSnapshot(`this snapshot has the features ${features}, which are not known here`)
  }
  const settings = parsed(from.text('settings')) as LinearSettings
  const fields = parsed(from.text('fields')) as Omit<FieldOptions, 'label'>
  return { model, features, label: from.text('label'), settings, fields }
}

/** The format of single lines that have features of a kind. */
function formatFor(kind: FeatureKind): FormatName {
  return kind === 'names' ? 'vw' : kind === 'indices' ? 'libsvm' : 'jsonl'
}

function parsed(text: string): object {
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value
  } catch {}
  throw new InvalidSnapshot('the settings in this snapshot are no JSON object')
}
