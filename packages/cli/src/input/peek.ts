import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { toUtf8 } from '@rivulet/durable'
import { type FormatName, guessFormat } from '@rivulet/formats'
import type { InputOptions } from './inputOptions.ts'

/** What there is to read, with its format known. */
export interface Peeked {
  readonly format: FormatName
  /** The first bytes of the text. */
  readonly head: Uint8Array
  /** Standard input with those bytes. */
  readonly input: Readable
}

/**
 * Looks at the first bytes of what is to be read, and tells its format.
 *
 * @param signal - ends the waiting for standard input
 * @throws Error if a file is not there or no text
 */
export async function peek({ files, format }: InputOptions, input: Readable, signal: AbortSignal): Promise<Peeked> {
  const [first = '-'] = files
  if (first === '-') return peekStream(format, input, signal)
  for (const file of files) await checkFile(file)
  const head = await headOf(first)
  return { format: format ?? guessFormat(first, head), head, input }
}

async function peekStream(format: FormatName | undefined, input: Readable, signal: AbortSignal): Promise<Peeked> {
  // Who waits for input that does not come is woken by its end.
  signal.addEventListener('abort', () => input.destroy())
  const text = toUtf8(input)
  const head = await text.next().then(
    ({ value, done }) => (done === true ? new Uint8Array() : value),
    (error) => {
      if (signal.aborted) return new Uint8Array()
      throw error
    },
  )
  const all = async function* (): AsyncGenerator<Uint8Array> {
    yield head
    yield* text
  }
  return { format: format ?? guessFormat('-', head), head, input: Readable.from(all(), { objectMode: false }) }
}

async function checkFile(file: string): Promise<void> {
  const found = await stat(file).catch((cause) => {
    throw new Error(cause.code === 'ENOENT' ? `there is no file ${file}` : cause.message, { cause })
  })
  if (found.isDirectory()) throw new Error(`${file} is a folder, and should be a file`)
  if (!found.isFile()) throw new Error(`${file} is no file that can be read again; pipe it into -`)
}

async function headOf(file: string): Promise<Uint8Array> {
  const bytes = createReadStream(file)
  try {
    for await (const piece of toUtf8(bytes)) return piece
    return new Uint8Array()
  } catch (cause) {
    throw new Error(`${file}: ${(cause as Error).message}`, { cause })
  } finally {
    bytes.destroy()
  }
}
