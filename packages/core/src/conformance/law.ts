import { show } from '../show.ts'

/**
 * A law: a name, and a check that throws when it does not hold. Plain functions, for any test runner.
 *
 * @example
 * ```ts
 * import { type Law } from '@rivulet/core/conformance'
 *
 * const law: Law = { name: 'two is even', check: () => {} }
 * law.name // => 'two is even'
 * ```
 */
export interface Law {
  readonly name: string
  /** @throws Error that says what was found instead, when the law does not hold */
  check(): void
}

/** A law that takes time to check: one of what waits, for a disk or a broker. */
export interface AsyncLaw {
  readonly name: string
  /** Rejects with an Error that says what was found instead, when the law does not hold. */
  check(): Promise<void>
}

/** Throws unless the law's claim holds. */
export function claim(holds: boolean, what: string): asserts holds {
  if (!holds) throw new Error(`should hold, but does not: ${what}`)
}

/** Throws unless the bytes are the same. */
export function claimSameBytes(a: Uint8Array, b: Uint8Array, what: string): void {
  const n = Math.min(a.length, b.length)
  let i = 0
  while (i < n && a[i] === b[i]) i++
  claim(i === a.length && i === b.length, `${what} (${a.length} and ${b.length} bytes, first different at ${i})`)
}

/** Rejects unless `action` rejects with an error of that name; anything else says what came instead. */
export async function claimRejects(action: () => Promise<unknown>, error: string, what: string): Promise<void> {
  let came: unknown
  try {
    await action()
    came = 'nothing'
  } catch (caught) {
    if ((caught as Error).name === error) return
    came = caught
  }
  claim(false, `${what}: it should be ${error}, but is ${String(came)}`)
}

/** Throws unless `action` throws an error of that name; anything else says what came instead. */
export function claimThrows(action: () => unknown, error: string, what: string): void {
  let thrown: unknown
  try {
    const result = action()
    thrown = `nothing, but returned ${show(result)}`
  } catch (caught) {
    if ((caught as Error).name === error) return
    thrown = caught
  }
  claim(false, `${what}: it should throw ${error}, but threw ${String(thrown)}`)
}
