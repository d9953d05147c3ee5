import { createReadStream } from 'node:fs'
import { type FileHandle, open, stat } from 'node:fs/promises'
import { setTimeout } from 'node:timers/promises'
import { createGunzip } from 'node:zlib'

const PIECE = 1 << 16

/** How often a file that is followed is looked at, in milliseconds. */
const PATIENCE = 100

/**
 * The bytes of a file from an offset on, in pieces. What is gzipped, which its first bytes say, is unzipped, and the offset is one
 * in what it unzips to. With `follow` the end of the file is waited for to move, until the signal comes.
 *
 * @throws Error if there are fewer bytes than the offset, or the file that is followed is cut or replaced
 */
export async function* fileBytes(
  path: string,
  from: number,
  follow: boolean,
  signal?: AbortSignal,
): AsyncGenerator<Uint8Array> {
  const file = await open(path)
  try {
    if (await isGzipped(file)) {
      if (follow) throw new Error(`a gzipped file cannot be followed: ${path}`)
      yield* unzipped(path, from)
      return
    }
    if ((await file.stat()).size < from) throw tooShort(path, from)
    for (let at = from; signal?.aborted !== true; ) {
      const { buffer, bytesRead } = await file.read(new Uint8Array(PIECE), 0, PIECE, at)
      at += bytesRead
      if (bytesRead > 0) yield buffer.subarray(0, bytesRead)
      else if (follow) await growth(path, file, at, signal)
      else return
    }
  } finally {
    await file.close()
  }
}

async function isGzipped(file: FileHandle): Promise<boolean> {
  const { buffer, bytesRead } = await file.read(new Uint8Array(2), 0, 2, 0)
  return bytesRead === 2 && buffer[0] === 0x1f && buffer[1] === 0x8b
}

async function* unzipped(path: string, from: number): AsyncGenerator<Uint8Array> {
  let at = 0
  const compressed = createReadStream(path)
  const stream = createGunzip()
  compressed.on('error', (error) => stream.destroy(error))
  try {
    for await (const piece of compressed.pipe(stream) as AsyncIterable<Uint8Array>) {
      at += piece.length
      if (at > from) yield at - piece.length >= from ? piece : piece.subarray(from - at)
    }
  } finally {
    compressed.destroy()
  }
  if (at < from) throw tooShort(path, from)
}

async function growth(path: string, file: FileHandle, at: number, signal?: AbortSignal): Promise<void> {
  const { size, ino } = await file.stat()
  if (size < at)
    throw new Error(`the file that is followed was cut: ${path} has ${size} bytes, of which ${at} were read`)
  if (size > at) return
  const now = await stat(path)
  if (now.ino !== ino) throw new Error(`the file that is followed was replaced by another: ${path}`)
  await setTimeout(PATIENCE, undefined, { signal }).catch(() => {})
}

function tooShort(path: string, from: number): Error {
  return new Error(`the position is byte ${from} of ${path}, which has fewer`)
}
