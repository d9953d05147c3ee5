import { open } from 'node:fs/promises'

/** How much is asked for at a time, in bytes: the system gives at most 2 GiB, and so does `readFile`. */
const PIECE = 1 << 26

/**
 * Reads what is in a file, however long it is, or what comes through a pipe.
 *
 * @param file - its path
 * @param piece - how much is read at a time, in bytes
 * @throws Error that names the file, if there is none, or it cannot be read
 */
export async function readBytes(file: string, piece: number = PIECE): Promise<Uint8Array> {
  try {
    return await whole(file, piece)
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException
    const reasons: Record<string, string> = { ENOENT: `there is no file ${file}`, EISDIR: `${file} is a folder` }
    throw new Error(reasons[code ?? ''] ?? message, { cause })
  }
}

async function whole(name: string, piece: number): Promise<Uint8Array> {
  const file = await open(name)
  try {
    const stat = await file.stat()
    let bytes = new Uint8Array(stat.isFile() ? stat.size : piece)
    for (let at = 0; ; ) {
      if (at === bytes.length) {
        if (stat.isFile()) return bytes
        const longer = new Uint8Array(2 * at)
        longer.set(bytes)
        bytes = longer
      }
      const { bytesRead } = await file.read(bytes, at, Math.min(piece, bytes.length - at), null)
      if (bytesRead === 0) return bytes.subarray(0, at)
      at += bytesRead
    }
  } finally {
    await file.close()
  }
}
