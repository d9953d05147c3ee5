import { decodeUtf8 } from '../bytes/utf8.ts'
import type { FormatName } from './formatName.ts'

const ENDINGS: readonly (readonly [RegExp, FormatName])[] = [
  [/\.(jsonl|ndjson|json)$/i, 'jsonl'],
  [/\.(csv|tsv)$/i, 'csv'],
  [/\.vw$/i, 'vw'],
  [/\.(libsvm|svmlight|svm)$/i, 'libsvm'],
]

/** Numbers, perhaps a tag, a bar and then a feature: nothing else has a bar there. */
const VW = /^\s*(?:[-+]?[\d.]+(?:e[-+]?\d+)?\s+){0,2}(?:'\S*\s*)?\|(?:\S+\s|\s|$)/i
const LIBSVM = /^\s*[-+]?[\d.]+(?:e[-+]?\d+)?(?:\s+\d+:[-+.\de]+)+\s*(?:#|$)/i

/**
 * The format of a text by the name of its file, or else by its first lines.
 *
 * A name that ends in `.jsonl`, `.ndjson`, `.json`, `.csv`, `.tsv`, `.vw`, `.libsvm`, `.svmlight` or `.svm`, and then perhaps in `.gz`, says it. A line of JSON begins with a brace or
 * bracket; one of Vowpal Wabbit text has numbers, then a bar; one of libsvm a number, then pairs `index:value`; a text with commas, semicolons, tabs or bars is CSV.
 *
 * @param name - the name of the file, `-` for one without
 * @param head - the first bytes of the text
 *
 * @example
 * ```ts
 * import { guessFormat } from '@rivulet/formats'
 *
 * const bytes = (text: string) => new TextEncoder().encode(text)
 * guessFormat('day.csv.gz', bytes('')) // => 'csv'
 * guessFormat('-', bytes('1 |words free entry')) // => 'vw'
 * guessFormat('-', bytes('+1 3:1 11:1')) // => 'libsvm'
 * guessFormat('-', bytes('hour\tlate')) // => 'csv'
 * ```
 */
export function guessFormat(name: string, head: Uint8Array): FormatName {
  const plain = name.replace(/\.gz$/i, '')
  return ENDINGS.find(([ending]) => ending.test(plain))?.[1] ?? byContent(head)
}

/** The format that the first line which is not blank has. */
export function byContent(head: Uint8Array): FormatName {
  const line = decodeUtf8(head.subarray(0, 2 ** 16))
    .split(/[\r\n]+/)
    .find((text) => text.trim() !== '' && !text.startsWith('#'))
  if (line === undefined || /^\s*[[{]/.test(line)) return 'jsonl'
  if (VW.test(line)) return 'vw'
  if (LIBSVM.test(line)) return 'libsvm'
  return /[,;\t|]/.test(line) ? 'csv' : 'jsonl'
}
