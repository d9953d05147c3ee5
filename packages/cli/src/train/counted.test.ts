import { Random } from '@rivulet/core'
import { describe, expect, test } from 'vitest'
import { lastLine, run } from '../../test/rivulet.ts'

const random = new Random(7)
const draw = (n: number): number => Math.floor(random.next() * n)

const SPICE = [
  '"',
  ',',
  ';',
  '|',
  ':',
  '\n',
  '\r\n',
  '\r',
  '\t',
  '\0',
  '\ufeff',
  '🌊',
  '{',
  '}',
  '[',
  'e',
  '.',
  '-',
  '1e999',
  ' ',
  '__proto__',
  '\u2028',
]

/** A text with this many of its places spoiled. */
function spoiled(text: string, places: number): string {
  let result = text
  for (let i = 0; i < places; i++) {
    const at = draw(result.length)
    const cut = draw(3)
    result = result.slice(0, at) + (draw(2) === 0 ? (SPICE[draw(SPICE.length)] as string) : '') + result.slice(at + cut)
  }
  return result
}

const lines = Array.from({ length: 200 }, (_, i) => i)
const TEXTS: Readonly<Record<string, string>> = {
  jsonl: lines.map((i) => JSON.stringify({ n: i % 9, tags: [{ t: 'abc'[i % 3] }], y: i % 2 === 0 })).join('\n'),
  csv: `n,who,y\n${lines.map((i) => `${i % 9},"a, ${'abc'[i % 3]}",${i % 2 === 0}`).join('\n')}`,
  vw: lines.map((i) => `${i % 2} 1 'tag|n a:${i % 9} b |m c`).join('\n'),
  libsvm: lines.map((i) => `${i % 2} 1:${i % 9} 7:.5 # c`).join('\n'),
}

/** A line is what a line feed ends, or what stands after the last. */
const linesIn = (text: string): number => text.split('\n').length - (text.endsWith('\n') ? 1 : 0)

describe.each(Object.keys(TEXTS))('of %s, lines in = learned + refused + passed over', (format) => {
  test('whatever is done to them', async () => {
    const label = format === 'jsonl' || format === 'csv' ? ['--label', 'y'] : []
    let refused = 0
    for (let i = 0; i < 60; i++) {
      // The header of CSV, which is a matter of its own, is left alone.
      const top = format === 'csv' ? 8 : 0
      const text = (TEXTS[format] as string).slice(0, top) + spoiled((TEXTS[format] as string).slice(top), 1 + draw(30))
      const { out, code, error } = await run(['train', '-', '--json', '--format', format, ...label], text)
      expect([0, 1], error).toContain(code)
      const { events, rejected, passedOver } = lastLine(out) as Record<string, number>
      refused += rejected as number
      const counted = (events as number) + (rejected as number) + (passedOver as number)
      // A record of CSV may have several lines; one that is good is one.
      if (format === 'csv') expect(counted).toBeLessThanOrEqual(linesIn(text))
      else expect(counted, JSON.stringify(text)).toBe(linesIn(text))
    }
    expect(refused).toBeGreaterThan(50)
  })
})
