import type { SnapshotWriter } from '@rivulet/core'
import { encode } from '@rivulet/core/snapshot'
import { expect, test } from 'vitest'
import { diffSnapshots } from '../index.ts'

const bytes = (save: (to: SnapshotWriter) => void): Uint8Array => encode({ save, load() {} })

test('a diff says what is different, added and removed, and nothing of what is the same', () => {
  const a = bytes((to) => {
    to.text('same', 'x')
    to.text('t', '7')
    to.text('gone', 'y'.repeat(100))
    to.array('nan', [Number.NaN, 0])
    to.array('zero', [0, 0])
    to.array('longer', [1])
    to.array('retyped', [1], 'U32')
  })
  const b = bytes((to) => {
    to.text('same', 'x')
    to.text('t', '8')
    to.array('new', [1, 2])
    to.array('nan', [Number.NaN, 0])
    to.array('zero', [0, -0])
    to.array('longer', [1, 2])
    to.array('retyped', [1], 'U8')
  })
  expect(diffSnapshots(a, b)).toEqual([
    `gone: removed, "${'y'.repeat(80)}"… (100 characters)`,
    'longer: 1 F64 → 2 F64',
    'new: added, 2 F64',
    'retyped: 1 U32 → 1 U8',
    't: "7" → "8"',
    'zero: 1 of 2 numbers differ, by up to 0 (at 1: 0 → -0)',
  ])
  expect(diffSnapshots(a, a)).toEqual([])
})
