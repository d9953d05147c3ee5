import { expect, test } from 'vitest'
import { encodeUtf8 } from '../bytes/utf8.ts'
import { nearest } from '../fields/nearest.ts'
import { guessFormat } from './guessFormat.ts'
import { hintFor } from './hintFor.ts'

test.each([
  ['a.jsonl', '', 'jsonl'],
  ['a.ndjson.gz', 'a,b', 'jsonl'],
  ['A.CSV', '{"a":1}', 'csv'],
  ['a.tsv.gz', '', 'csv'],
  ['a.vw', '', 'vw'],
  ['a.svmlight', '', 'libsvm'],
  ['-', '\n\n {"a":1}', 'jsonl'],
  ['a.txt', 'a\tb\n1\t2', 'csv'],
  ['-', 'a|b|y\n1|2|3', 'csv'],
  ['-', "1 2 'tag|words free", 'vw'],
  ['-', '| a b', 'vw'],
  ['-', '-1 |f 3:.5', 'vw'],
  ['-', '# comment\n-1 3:.5 7:1e-3 # more', 'libsvm'],
  ['-', '', 'jsonl'],
])('%s with %j is %s', (name, text, format) => {
  expect(guessFormat(name, encodeUtf8(text))).toBe(format)
})

test.each([
  ['a,b\n1,2', 'jsonl', 'this looks like CSV: try --format csv'],
  ['{"a":1}\n', 'csv', 'this looks like JSON lines: try --format jsonl'],
  ['1 |a b\n', 'libsvm', 'this looks like Vowpal Wabbit text: try --format vw'],
  ['[{"a":1}]', 'jsonl', "jq -c '.[]'"],
  ['{\n "a": 1\n}', 'jsonl', 'jq -c .'],
  ['a,b', 'csv', undefined],
  ['', 'csv', undefined],
] as const)('%j, read as %s, gets the hint %s', (text, format, hint) => {
  const found = hintFor(encodeUtf8(text), format)
  if (hint === undefined) expect(found).toBeUndefined()
  else expect(found).toContain(hint)
})

test.each([
  ['trian', 'train'],
  ['lable', 'label'],
  ['Label', 'label'],
  ['tset', 'test'],
  ['serve', undefined],
  ['x', undefined],
])('%s is meant for %s', (word, meant) => {
  expect(nearest(word, ['train', 'test', 'label', 'predict'])).toBe(meant)
})
