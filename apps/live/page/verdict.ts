import { count } from '@rivulet/cli/progress'

/** What the interval of a difference says: `better`, `worse`, or that it is too `early` to tell; as a word, and as a sentence. */
export function verdict(
  low: number | null,
  high: number | null,
  events: number,
): readonly [word: 'better' | 'worse' | 'early', sentence: string] {
  if (typeof low === 'number' && low > 0) return ['better', 'Better, beyond reasonable doubt.']
  if (typeof high === 'number' && high < 0)
    return ['worse', `Worse so far: it started from nothing, ${count(events)} events ago.`]
  return ['early', `Too early to tell: it started from nothing, ${count(events)} events ago.`]
}
