/**
 * The error for bytes that are no snapshot, were cut off or altered, come from a newer version, or belong to another state.
 *
 * @example
 * ```ts
 * import { decode, InvalidSnapshot } from '@rivulet/core/snapshot'
 *
 * let error: unknown
 * try {
 *   decode(new Uint8Array(3))
 * } catch (thrown) {
 *   error = thrown
 * }
 * error instanceof InvalidSnapshot // => true
 * ```
 */
export class InvalidSnapshot extends Error {
  override readonly name: string = 'InvalidSnapshot'
}

/**
 * The error for bytes that are not what was written: cut off, altered, or no snapshot at all.
 * Whoever holds an older copy falls back to it on this error, and on no other.
 */
export class DamagedSnapshot extends InvalidSnapshot {
  override readonly name: string = 'DamagedSnapshot'
}
