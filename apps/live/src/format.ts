/** Numbers as people read them, on the terminal and on the page. NaN and what JSON made of it are a dash. */

type Figure = number | null | undefined

/** 12,345 */
export function count(n: Figure): string {
  return known(n) ? Math.round(n).toLocaleString('en-US') : '–'
}

/** 78.41 % */
export function percent(p: Figure, digits: number = 2): string {
  return known(p) ? `${(100 * p).toFixed(digits)} %` : '–'
}

/** Points of per cent with their sign: +0.93 */
export function points(p: Figure): string {
  return known(p) ? `${p < 0 ? '−' : '+'}${Math.abs(100 * p).toFixed(2)}` : '–'
}

/** 0.4721 */
export function nats(h: Figure): string {
  return known(h) ? h.toFixed(4) : '–'
}

/** Two significant digits, small or large: 0.0012, 1.2e-7 */
export function significant(x: Figure): string {
  return known(x) ? (x !== 0 && Math.abs(x) < 1e-4 ? x.toExponential(1) : String(Number(x.toPrecision(2)))) : '–'
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

function known(x: Figure): x is number {
  return typeof x === 'number' && Number.isFinite(x)
}
