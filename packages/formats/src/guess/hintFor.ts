import { decodeUtf8 } from '../bytes/utf8.ts'
import type { FormatName } from './formatName.ts'
import { byContent } from './guessFormat.ts'

const CALLED: Readonly<Record<FormatName, string>> = {
  jsonl: 'JSON lines',
  csv: 'CSV',
  vw: 'Vowpal Wabbit text',
  libsvm: 'libsvm',
}

/**
 * What a text looks like that was read as a format and of which nothing could be read, and what to do; `undefined` if that is not known.
 *
 * @param head - its first bytes
 * @param format - as what it was read
 */
export function hintFor(head: Uint8Array, format: FormatName): string | undefined {
  const text = decodeUtf8(head.subarray(0, 2 ** 16)).trimStart()
  const isJson = text.startsWith('[') || (text.startsWith('{') && !isLine(text))
  if (isJson && text.startsWith('[')) return "this is a JSON list, not JSON lines: pipe jq -c '.[]' FILE into -"
  if (isJson) return 'this is JSON over several lines, not JSON lines: pipe jq -c . FILE into -'
  const looks = byContent(head)
  if (looks !== format && text !== '') return `this looks like ${CALLED[looks]}: try --format ${looks}`
  if (head.subarray(0, 2 ** 16).includes(0)) return 'these bytes are no text'
  return undefined
}

function isLine(text: string): boolean {
  try {
    JSON.parse(text.split('\n')[0] as string)
    return true
  } catch {
    return !/^\{\s*$/m.test(text.split('\n')[0] as string)
  }
}
