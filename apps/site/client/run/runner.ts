import { asset } from '../asset.ts'
import { prepare } from './prepare.ts'
import { show } from './show.ts'

/** What a run says: lines, of which those that begin with `<svg` are pictures; then its end. */
export type Said = { readonly line: string } | { readonly done: true } | { readonly error: string }

function say<T>(value: T): T {
  postMessage({ line: show(value) } satisfies Said)
  return value
}

Object.assign(globalThis, { __say: say })
console.log = (...values: unknown[]): void => {
  postMessage({ line: values.map(show).join(' ') } satisfies Said)
}

addEventListener('message', async ({ data }: MessageEvent<string>) => {
  const locate = (name: string): string => asset(`packages/${name}.js`).href
  const address = URL.createObjectURL(new Blob([prepare(data, locate)], { type: 'text/javascript' }))
  try {
    await import(/* @vite-ignore */ address)
    postMessage({ done: true } satisfies Said)
  } catch (error) {
    postMessage({ error: error instanceof Error ? `${error.name}: ${error.message}` : String(error) } satisfies Said)
  } finally {
    URL.revokeObjectURL(address)
  }
})
