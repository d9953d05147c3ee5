/** Handles a rejection: a file that is not there gives this value, any other error is thrown again. */
export function ifAbsent<T>(value: T): (error: unknown) => T {
  return (error) => {
    if ((error as { code?: unknown }).code === 'ENOENT') return value
    throw error
  }
}
