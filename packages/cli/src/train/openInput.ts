import { stat } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import { fileSource, type SeekableSource } from '@rivulet/durable'
import type { TrainOptions } from '../command/options.ts'
import { reading } from '../input/format.ts'
import type { Labelled } from '../input/labelled.ts'
import { MAX_LINE } from '../input/maxLine.ts'
import { spooledInput } from '../input/spooledInput.ts'
import { standardInput } from '../input/standardInput.ts'

/** Where events come from. */
export interface Input {
  /** What a snapshot says about it: positions of one kind are none of another. */
  readonly kind: string
  readonly source: SeekableSource<Labelled, unknown>
  /** To be awaited after the training: rejects if not all could be received. */
  readonly received?: Promise<void>
}

/**
 * Opens what is to be learned.
 *
 * @throws Error if there is no such file, or it is none
 */
export async function openInput(options: TrainOptions, input: Readable, signal: AbortSignal): Promise<Input> {
  const { file, format, label, follow, spool } = options
  const how = reading(format, label)
  if (file === '-' && spool === undefined) return { kind: 'standard input', source: standardInput(input, how) }
  if (spool !== undefined) {
    const { source, received } = await spooledInput(input, spool, how, signal)
    return { kind: 'spool', source: source as SeekableSource<Labelled, unknown>, received }
  }
  const found = await stat(file).catch((cause) => {
    throw new Error(cause.code === 'ENOENT' ? `there is no file ${file}` : cause.message, { cause })
  })
  if (found.isDirectory()) throw new Error(`${file} is a folder, and should be a file`)
  if (!found.isFile()) throw new Error(`${file} is no file that can be read again; pipe it into -`)
  return { kind: 'file', source: fileSource(file, { ...how, follow, maxLine: MAX_LINE }) }
}
