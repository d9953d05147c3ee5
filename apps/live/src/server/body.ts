import type { IncomingMessage } from 'node:http'

/**
 * Reads the body of a request, and holds no more of it than `longest` bytes.
 *
 * @returns the body; undefined if it is longer
 */
export function readBody(request: IncomingMessage, longest: number): Promise<Buffer | undefined> {
  return new Promise((resolve, reject) => {
    if (Number(request.headers['content-length'] ?? 0) > longest) {
      resolve(undefined)
      return
    }
    const chunks: Buffer[] = []
    let length = 0
    request.on('data', (chunk: Buffer) => {
      length += chunk.length
      if (length <= longest) chunks.push(chunk)
      else {
        request.pause()
        chunks.length = 0
        resolve(undefined)
      }
    })
    request.on('end', () => resolve(Buffer.concat(chunks)))
    request.on('error', reject)
    request.on('close', () => reject(new Error('the connection was closed within the body')))
  })
}
