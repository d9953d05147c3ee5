import { Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { encodingOf, SNIFFED, type TextEncoding } from './encoding.ts'

/**
 * The UTF-8 text that bytes hold, in pieces: unzipped, turned from UTF-16, its lines ended with line feeds, whatever its first bytes say.
 *
 * @param pieces - cut anywhere
 * @throws Error if it is a file of another kind, such as an archive, or is cut off within gzip
 *
 * @example
 * ```ts
 * import { toUtf8 } from '@rivulet/durable'
 *
 * const pieces = async function* () { yield Buffer.from('\ufeffé\n', 'utf16le') }
 * const found: Buffer[] = []
 * for await (const piece of toUtf8(pieces())) found.push(Buffer.from(piece))
 * Buffer.concat(found).toString() // => 'é\n'
 * ```
 */
export async function* toUtf8(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const { head, rest } = await peek(pieces)
  const encoding = encodingOf(head)
  if (encoding === 'gzip') yield* toUtf8(unzipped(rest))
  else if (encoding === 'utf-16le' || encoding === 'utf-16be') yield* fromUtf16(rest, encoding)
  else if (encoding === 'carriage returns') yield* fromReturns(rest)
  else yield* rest
}

/** The first bytes, enough to tell what they are unless there are no more or the first come slowly, and all pieces again. */
async function peek(
  pieces: AsyncIterable<Uint8Array>,
): Promise<{ head: Uint8Array; rest: AsyncGenerator<Uint8Array> }> {
  const iterator = pieces[Symbol.asyncIterator]()
  const seen: Uint8Array[] = []
  // A line that has come is looked at at once: who types it does not type 4 kB.
  for (let size = 0; size < SNIFFED && !seen.some((piece) => piece.includes(10)); ) {
    const { value, done } = await iterator.next()
    if (done === true) break
    seen.push(value)
    size += value.length
  }
  const rest = async function* (): AsyncGenerator<Uint8Array> {
    try {
      yield* seen
      for (let next = await iterator.next(); next.done !== true; next = await iterator.next()) yield next.value
    } finally {
      await iterator.return?.()
    }
  }
  return { head: seen.length === 1 ? (seen[0] as Uint8Array) : Buffer.concat(seen), rest: rest() }
}

/** Unzips, members one after the other too. */
async function* unzipped(pieces: AsyncGenerator<Uint8Array>): AsyncGenerator<Uint8Array> {
  const compressed = Readable.from(pieces)
  const gunzip = createGunzip()
  compressed.on('error', (error) => gunzip.destroy(error))
  try {
    yield* compressed.pipe(gunzip) as AsyncIterable<Uint8Array>
  } finally {
    compressed.destroy()
  }
}

async function* fromUtf16(
  pieces: AsyncGenerator<Uint8Array>,
  encoding: Extract<TextEncoding, `utf-16${string}`>,
): AsyncGenerator<Uint8Array> {
  const decoder = new TextDecoder(encoding)
  for await (const piece of pieces) yield Buffer.from(decoder.decode(piece, { stream: true }))
  yield Buffer.from(decoder.decode())
}

async function* fromReturns(pieces: AsyncGenerator<Uint8Array>): AsyncGenerator<Uint8Array> {
  for await (const piece of pieces) yield piece.map((byte) => (byte === 13 ? 10 : byte))
}
