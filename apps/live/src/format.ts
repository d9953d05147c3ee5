/** Points of per cent with their sign, +0.93; a dash for NaN and what JSON made of it. */
export function points(p: number | null | undefined, digits: number = 2): string {
  return typeof p === 'number' && Number.isFinite(p) ? `${p < 0 ? '−' : '+'}${Math.abs(100 * p).toFixed(digits)}` : '–'
}

/** How long something took: 45 s, 12 min, 2 h 05 min. */
export function duration(milliseconds: number): string {
  const seconds = Math.round(milliseconds / 1000)
  if (seconds < 60) return seconds === 0 ? 'at once' : `${seconds} s`
  const minutes = Math.round(seconds / 60)
  if (minutes < 60) return `${minutes} min`
  return `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, '0')} min`
}

/** Stream time: a date and a time of day, or, for a beat, the time that has passed. */
export function streamClock(at: number, time: 'calendar' | 'beat' | 'live'): string {
  if (time === 'beat') return new Date(at).toISOString().slice(11, 19)
  const local = time === 'live' ? at - new Date(at).getTimezoneOffset() * 60_000 : at
  return new Date(local)
    .toISOString()
    .slice(0, time === 'live' ? 19 : 16)
    .replace('T', ' ')
}
