import { createHash } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { brotliCompress, gzip } from 'node:zlib'
import type { Encoding } from './encoding.ts'

/** A file of the page, in memory. */
export interface PageFile {
  readonly type: string
  readonly body: string | Uint8Array
  /** Names its content. */
  readonly tag: string
  /** Its name changes with its content, so that it may be kept for ever. */
  readonly lasting: boolean
  /** The body, compressed. */
  readonly compressed: ReadonlyMap<Encoding, Uint8Array>
}

/** The files of the page by their path in the URL; `/index.html` has marks that are filled in for each stream. */
export type Page = ReadonlyMap<string, PageFile>

const TYPES: Record<string, string> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  svg: 'image/svg+xml',
}

/**
 * Builds the page with Vite into memory, in some tenths of a second.
 * A build rather than Vite's own server: what is served is a list of files and nothing else, and needs no inline script.
 */
export async function buildPage(): Promise<Page> {
  // Vite is loaded when a page is asked for: without one, the stream starts sooner.
  const { build } = await import('vite')
  const result = await build({
    configFile: false,
    root: fileURLToPath(new URL('../../page', import.meta.url)),
    publicDir: false,
    logLevel: 'error',
    build: { write: false, target: 'es2023', modulePreload: { polyfill: false }, assetsInlineLimit: 0 },
  })
  const outputs = (Array.isArray(result) ? result : 'output' in result ? [result] : []).flatMap(({ output }) => output)
  return new Map(
    await Promise.all(
      outputs.map(async (file): Promise<[string, PageFile]> => {
        const body = file.type === 'chunk' ? file.code : file.source
        return [`/${file.fileName}`, await pageFile(file.fileName, body)]
      }),
    ),
  )
}

/** A file as it is served. */
export async function pageFile(name: string, body: string | Uint8Array): Promise<PageFile> {
  const type = TYPES[name.split('.').at(-1) as string] ?? 'application/octet-stream'
  const tag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`
  const [br, gz] = await Promise.all([promisify(brotliCompress)(body), promisify(gzip)(body)])
  const compressed = new Map<Encoding, Uint8Array>([
    ['br', br],
    ['gzip', gz],
  ])
  return { type, body, tag, lasting: name.startsWith('assets/'), compressed }
}
