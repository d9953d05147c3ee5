/** The greatest sequence number within a millisecond: ids of Redis are two unsigned numbers of 64 bits. */
const MAX = (1n << 64n) - 1n

/** The two halves of an id, `milliseconds-sequence`. */
function halves(id: string): [bigint, bigint] {
  const [milliseconds = '0', sequence = '0'] = id.split('-')
  return [BigInt(milliseconds), BigInt(sequence)]
}

/** The least id above another. */
export function idAfter(id: string): string {
  const [milliseconds, sequence] = halves(id)
  return sequence === MAX ? `${milliseconds + 1n}-0` : `${milliseconds}-${sequence + 1n}`
}

/** The greatest id below another; 0-0 is below all. */
export function idBefore(id: string): string {
  const [milliseconds, sequence] = halves(id)
  if (sequence > 0n) return `${milliseconds}-${sequence - 1n}`
  return milliseconds === 0n ? '0-0' : `${milliseconds - 1n}-${MAX}`
}

/** Whether one id is at least another. */
export function isAtLeast(id: string, other: string): boolean {
  const [[a, b], [c, d]] = [halves(id), halves(other)]
  return a > c || (a === c && b >= d)
}
