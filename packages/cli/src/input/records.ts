import type { Rejection } from '@rivulet/core'
import type { FormatName } from '@rivulet/formats'
import { asOption, OptionError } from '../command/optionError.ts'
import type { Terminal } from '../command/terminal.ts'
import type { CommandModel } from '../model/commandModel.ts'
import { featureKindOf } from '../model/features.ts'
import type { InputOptions } from './inputOptions.ts'
import { peek } from './peek.ts'
import { type AnyExample, openSource } from './source.ts'

/** What a record was: an event, or why it is none. */
export type Recorded =
  | { readonly event: AnyExample; readonly line: number }
  | { readonly rejection: Rejection; readonly line: number }

/** Records that are read once, for a model that was trained before, some at a time. */
export interface ReadRecords {
  readonly format: FormatName
  readonly head: Uint8Array
  readonly batches: AsyncIterable<readonly Recorded[]>
  /** How many were passed over. */
  passedOver(): number
}

/**
 * Reads the records of files or standard input with the features of a model.
 *
 * @param needsLabel - whether a file without the label is an error
 * @throws OptionError if the format has other features than the model
 */
export async function recordsFor(
  model: CommandModel,
  input: InputOptions,
  terminal: Terminal,
  signal: AbortSignal,
  needsLabel: boolean,
): Promise<ReadRecords> {
  const { spec, features } = model
  const peeked = await peek(input, terminal.input, signal)
  if (featureKindOf(peeked.format) !== spec.features) {
    throw new OptionError(`the model was trained on ${CALLED[spec.features]}, and this is ${peeked.format}`)
  }
  const { delimiter, columns, label } = input.fields
  const fields = {
    ...spec.fields,
    ...(spec.features === 'fields' ? { label: label ?? spec.label } : {}),
    ...(delimiter === undefined ? {} : { delimiter }),
    ...(columns === undefined ? {} : { columns }),
    optional: !needsLabel,
  }
  const format = asOption(() => features.formatOf(peeked.format, fields))
  const onNotice = (notice: string): void => terminal.complain(`rivulet: ${notice}`)
  const { source, passedOver } = await openSource({ files: input.files, format, onNotice }, peeked.input, signal)
  const batches = async function* (): AsyncGenerator<readonly Recorded[]> {
    for await (const batch of source.readFrom(undefined, signal)) {
      yield batch.flatMap((item): Recorded[] => {
        if ('event' in item) return [{ event: item.event, line: lineOf(item.at) }]
        return 'rejection' in item ? [{ rejection: item.rejection, line: lineOf(item.rejection.position) }] : []
      })
    }
  }
  return { format: peeked.format, head: peeked.head, batches: batches(), passedOver }
}

const CALLED = {
  fields: 'fields (jsonl or csv)',
  names: 'Vowpal Wabbit text (vw)',
  indices: 'libsvm',
} as const

function lineOf(position: unknown): number {
  return (position as { readonly line?: number } | undefined)?.line ?? 0
}
