/**
 * Where models are that were not used for a while: bytes by number. A number is given once, but after a crash, when the same one may come again
 * with other bytes: the last ones count.
 */
export interface Shelf {
  /** Puts something there; it survives the process only after a `flush`. A promise that it returns should be waited for before the next one. */
  put(number: number, bytes: Uint8Array): void | Promise<void>
  /** @throws Error if it is not there */
  get(number: number): Promise<Uint8Array>
  /** Returns when all that was put there survives the process and the machine. */
  flush(): Promise<void>
  /** What is there. */
  numbers(): readonly number[]
  /** Forgets what is not needed any more. */
  remove(numbers: readonly number[]): Promise<void>
}
