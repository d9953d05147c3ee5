/** A word is meant for another if so many of its letters at most, in three, are changed. */
const SHARE = 3

/**
 * The word of a list that another was perhaps meant to be; `undefined` if none is near.
 *
 * Near is a distance of at most one changed, missing, extra or swapped letter in three.
 *
 * @see Damerau (1964), A technique for computer detection and correction of spelling errors
 *
 * @example
 * ```ts
 * import { nearest } from '@rivulet/formats'
 *
 * nearest('trian', ['train', 'test']) // => 'train'
 * nearest('serve', ['train', 'test']) // => undefined
 * ```
 */
export function nearest(word: string, list: readonly string[]): string | undefined {
  let best: string | undefined
  let least = Math.max(1, Math.floor(word.length / SHARE)) + 1
  for (const other of list.slice(0, 1000)) {
    if (Math.abs(other.length - word.length) >= least || other.length > 100) continue
    const far = distance(word.toLowerCase(), other.toLowerCase())
    if (far < least && far < Math.max(word.length, other.length)) [best, least] = [other, far]
  }
  return best
}

/** How many letters have to be changed, left out, put in or swapped with the next. */
function distance(a: string, b: string): number {
  let [before, last] = [[] as number[], Array.from({ length: b.length + 1 }, (_, j) => j)]
  for (let i = 1; i <= a.length; i++) {
    const now = [i]
    for (let j = 1; j <= b.length; j++) {
      const isSame = a[i - 1] === b[j - 1]
      let least = Math.min(
        (last[j] as number) + 1,
        (now[j - 1] as number) + 1,
        (last[j - 1] as number) + (isSame ? 0 : 1),
      )
      const isSwapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]
      if (isSwapped) least = Math.min(least, (before[j - 2] as number) + 1)
      now.push(least)
    }
    ;[before, last] = [last, now]
  }
  return last[b.length] as number
}
