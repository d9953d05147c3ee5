/** As much of the JavaScript interface of WebAssembly as is used; the language's own library has no types of it. */
export interface WebAssemblyMemory {
  readonly buffer: ArrayBuffer
  grow(pages: number): number
}

interface WebAssemblyInterface {
  readonly Memory: new (size: { readonly initial: number }) => WebAssemblyMemory
  readonly Module: new (bytes: Uint8Array) => object
  readonly Instance: new (module: object, imports: object) => { readonly exports: object }
}

/** WebAssembly, where there is any. */
export function webAssembly(): WebAssemblyInterface | undefined {
  return (globalThis as { readonly WebAssembly?: WebAssemblyInterface }).WebAssembly
}
