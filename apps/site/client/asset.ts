/**
 * The address of a file beside the site's own scripts, in a page or in a worker.
 *
 * A page knows it by the script that it names, a worker by its own address: a chunk's `import.meta.url` is elsewhere.
 */
export function asset(name: string): URL {
  const page = globalThis.document as Document | undefined
  const own = page?.querySelector<HTMLScriptElement>('script[src$="/site.js"]')?.src ?? location.href
  return new URL(name, own)
}
