import type { WebAssemblyMemory } from '../table/webAssembly.ts'
import { webAssembly } from '../table/webAssembly.ts'
import { simd } from './simd.gen.ts'

/** What the module exports; the arguments are explained in its text. Addresses are in bytes. */
export interface Simd {
  /** 1 if all of n numbers are not 0, and at most so large. */
  whole(n: number, values: number, magnitude: number): number
  /** 1 if n features ascend and are below a width, and their values are as in `whole`. */
  ascending(n: number, features: number, values: number, width: number, magnitude: number): number
  score(n: number, places: number, values: number, w: number): number
  axpy(n: number, places: number, values: number, w: number, a: number, g: number): void
  adagrad(
    n: number,
    places: number,
    values: number,
    w: number,
    g: number,
    size: number,
    block: number,
    eta: number,
    epsilon: number,
  ): void
  measure(
    n: number,
    places: number,
    values: number,
    w: number,
    g: number,
    size: number,
    block: number,
    sums: number,
  ): number
  normalized(
    n: number,
    places: number,
    values: number,
    w: number,
    g: number,
    size: number,
    block: number,
    a: number,
  ): void
  /** `scores1` to `scores5`, each at its number of pairs of scores. */
  readonly scores: readonly ((n: number, places: number, values: number, w: number, z: number) => void)[]
  /** `axpy1` to `axpy5`. */
  readonly axpys: readonly ((n: number, places: number, values: number, w: number, g: number, a: number) => void)[]
}

/** Compiled once a process; null where that is refused, as by a page's policy. */
let compiled: object | undefined | null

/** The kernels over a memory, unless the engine, or the policy of a page, refuses them. */
export function simdOf(memory: WebAssemblyMemory): Simd | undefined {
  const wasm = webAssembly()
  if (wasm === undefined || compiled === null) return undefined
  try {
    compiled ??= new wasm.Module(decoded(simd))
    const named = new wasm.Instance(compiled, { _: { memory } }).exports as Simd & Record<string, never>
    // By the pairs of scores: there is none of 0.
    const numbered = (name: string): never[] => [0, 1, 2, 3, 4, 5].map((pairs) => named[`${name}${pairs}`] as never)
    return { ...named, scores: numbered('scores'), axpys: numbered('axpy') }
  } catch {
    // Everything is the same without, only slower.
    compiled = null
    return undefined
  }
}

/** The bytes of base64. Written out, for not every engine has `atob`. */
function decoded(base64: string): Uint8Array {
  const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
  const bytes: number[] = []
  let bits = 0
  for (const [i, digit] of [...base64.replace(/=*$/, '')].entries()) {
    bits = (bits << 6) | digits.indexOf(digit)
    if (i % 4 > 0) bytes.push((bits >> (6 - 2 * (i % 4))) & 255)
  }
  return Uint8Array.from(bytes)
}
