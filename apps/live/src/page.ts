import { fileURLToPath } from 'node:url'

/** A file of the page, in memory. */
export interface PageFile {
  readonly type: string
  readonly body: Uint8Array | string
}

/** The files of the page by their path in the URL. */
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
    root: fileURLToPath(new URL('../page', import.meta.url)),
    publicDir: false,
    logLevel: 'error',
    build: { write: false, target: 'es2023', modulePreload: { polyfill: false } },
  })
  const page = new Map<string, PageFile>()
  for (const { output } of Array.isArray(result) ? result : 'output' in result ? [result] : []) {
    for (const file of output) {
      const type = TYPES[file.fileName.split('.').at(-1) as string] ?? 'application/octet-stream'
      page.set(`/${file.fileName}`, { type, body: file.type === 'chunk' ? file.code : file.source })
    }
  }
  page.set('/', page.get('/index.html') as PageFile)
  return page
}
