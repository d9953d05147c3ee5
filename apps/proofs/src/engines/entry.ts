import { fingerprints } from './program.ts'

/** What the bundle finds where it runs: a page or a worker gives it somebody to answer, Safari's shell prints. */
interface Host {
  readonly answer?: (line: string) => void
  readonly print?: (line: string) => void
  readonly WebAssembly?: { readonly Module: new (bytes: Uint8Array) => unknown }
}

const { answer, print, WebAssembly } = globalThis as Host
const say = answer ?? print ?? console.log
say(JSON.stringify({ kernels: kernels(), fingerprints: fingerprints() }))

/** Whether this engine compiles a module of WebAssembly, here the empty one: a page's policy may refuse it. */
function kernels(): 'simd' | 'plain' {
  try {
    if (WebAssembly === undefined) return 'plain'
    new WebAssembly.Module(Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0))
    return 'simd'
  } catch {
    return 'plain'
  }
}
