import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Line, lines } from './lines.ts'

async function read(chunks: readonly Uint8Array[], longest?: number): Promise<Line[]> {
  const source = async function* (): AsyncGenerator<Uint8Array> {
    yield* chunks
  }
  const all: Line[] = []
  for await (const batch of lines(source(), longest)) all.push(...batch)
  return all
}

test('however the bytes are cut, the lines are the same', async () => {
  const text = fc.string({ unit: fc.constantFrom('a', 'é', '€', '🙂', ' ', '\n') })
  await fc.assert(
    fc.asyncProperty(text, fc.array(fc.nat(40)), async (whole, cuts) => {
      const bytes = new TextEncoder().encode(whole)
      const places = [0, ...cuts.filter((cut) => cut <= bytes.length).sort((a, b) => a - b), bytes.length]
      const chunks = places.slice(1).map((to, i) => bytes.slice(places[i], to))
      const expected = whole.split('\n')
      if (expected.at(-1) === '') expected.pop()
      expect(await read(chunks)).toEqual(expected.map((line, i) => ({ number: i + 1, text: line })))
    }),
  )
})

test('a line that is too long, or is not UTF-8, has a reason, and the others are read', async () => {
  const bytes = Buffer.concat([Buffer.from('good\n'), Buffer.from([0xff, 10]), Buffer.from(`${'x'.repeat(30)}\nlast`)])
  const chunks = Array.from(bytes, (_, i) => bytes.subarray(i, i + 1))
  expect(await read(chunks, 20)).toEqual([
    { number: 1, text: 'good' },
    { number: 2, text: undefined, reason: 'the line is not UTF-8' },
    { number: 3, text: undefined, reason: 'the line is longer than 20 bytes' },
    { number: 4, text: 'last' },
  ])
})
