/**
 * The error for bytes that are no snapshot, were cut off or altered, come from a newer version, or belong to another state.
 * Whoever holds an older copy can catch it, and no other error, and fall back.
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
