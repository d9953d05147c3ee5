import type { Readable } from 'node:stream'
import type { Json } from '@rivulet/core/snapshot'
import { fileSource, type SeekableSource, streamSource } from '@rivulet/durable'
import type { Example, Format } from '@rivulet/formats'
import type { InputOptions } from './inputOptions.ts'
import { MAX_LINE } from './maxLine.ts'
import { spooledInput } from './spooledInput.ts'

/** An event of any format: its fields, or a vector. */
export type AnyExample = Example<object>

/** How far events are read. */
export interface ReadingOptions extends Pick<InputOptions, 'files'> {
  readonly format: Format<AnyExample>
  /** Whether to wait at the end for more. */
  readonly follow?: boolean
  /** Whether files may be begun that the snapshot does not know. */
  readonly next?: boolean
  /** Whether a last line without its end waits. */
  readonly waits?: boolean
  readonly spool?: string | undefined
  readonly onNotice: (notice: string) => void
}

/** Where events come from. */
export interface Input {
  /** What a snapshot says about it: positions of one kind are none of another. */
  readonly kind: 'file' | 'standard input' | 'spool'
  readonly source: SeekableSource<AnyExample, Json>
  /** How many records were passed over: headers, blank lines, comments. */
  passedOver(): number
  /** To be awaited after the reading: rejects if not all could be received. */
  readonly received?: Promise<void>
}

/** What kind of source these options make. */
export function kindOf(files: readonly string[], spool: string | undefined): Input['kind'] {
  return spool !== undefined ? 'spool' : files[0] === '-' ? 'standard input' : 'file'
}

/** Opens what is to be read. */
export async function openSource(options: ReadingOptions, input: Readable, signal: AbortSignal): Promise<Input> {
  const { files, format, follow = false, next = follow, waits = false, spool, onNotice } = options
  const kind = kindOf(files, spool)
  if (spool !== undefined) {
    const spooled = await spooledInput(input, spool, format, signal)
    const { received, passedOver } = spooled
    const source = spooled.source as SeekableSource<AnyExample, Json>
    return { kind, source, passedOver, received }
  }
  if (kind === 'standard input') {
    const source = streamSource(input, { parse: format, maxLine: MAX_LINE })
    return { kind, source: source as SeekableSource<AnyExample, Json>, passedOver: () => source.passedOver }
  }
  const unfinished = waits ? 'wait' : 'take'
  const source = fileSource(files, { parse: format, maxLine: MAX_LINE, follow, next, unfinished, onNotice })
  return { kind, source: source as SeekableSource<AnyExample, Json>, passedOver: () => source.passedOver }
}
