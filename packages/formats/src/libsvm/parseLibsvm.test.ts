import { checkVector, InvalidEvent } from '@rivulet/core'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { encodeUtf8 } from '../bytes/utf8.ts'
import { parseLibsvm } from './parseLibsvm.ts'

const number = fc.double({ noNaN: true, noDefaultInfinity: true })

test('what is written is read', () => {
  const features = fc.uniqueArray(
    fc.tuple(
      fc.nat(1e6),
      number.map((v) => v / 1e3),
    ),
    { selector: ([i]) => i },
  )
  fc.assert(
    fc.property(number, features, (label, pairs) => {
      const line = `${label}${pairs.map(([i, v]) => ` ${i}:${v}`).join('')} # the end: 1:1\n`
      const expected = pairs.filter(([, v]) => v !== 0).sort(([a], [b]) => a - b)
      expect(parseLibsvm(encodeUtf8(line))).toEqual({
        y: label + 0,
        weight: 1,
        x: { indices: expected.map(([i]) => i), values: expected.map(([, v]) => v) },
      })
    }),
  )
})

test('any bytes are an example or an InvalidEvent', () => {
  const piece = fc.constantFrom(' ', ':', '1', '-', 'a', '1:2', '7:.5', '#', '\t', '.', 'e')
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      try {
        checkVector(parseLibsvm(pieces.join('')).x, { features: 1e9 })
      } catch (error) {
        expect(error).toBeInstanceOf(InvalidEvent)
      }
    }),
    { numRuns: 3000 },
  )
})

test.each([
  ['', 'a line should begin with a label'],
  ['# 1 1:1', 'a line should begin with a label'],
  ['x 1:1', 'the label should be a finite number, but at byte 0 is "x"'],
  ['1 2', 'a feature should be index:value, but at byte 2 is "2"'],
  ['1 a:2', 'a feature should be index:value'],
  ['1 -1:2', 'a feature should be index:value'],
  ['1 1.5:2', 'a feature should be index:value'],
  ['1 1:', 'a feature should be index:value'],
  ['1 1:1 1:2', 'indices should be distinct'],
])('refuses %j', (line, reason) => {
  expect(() => parseLibsvm(line)).toThrow(reason)
})
