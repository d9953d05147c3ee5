import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import { decode, encode } from '../snapshot/index.ts'
import { FeatureTable } from './featureTable.ts'
import type { TableOptions } from './tableOptions.ts'
import { webAssembly } from './webAssembly.ts'

/** What a table should hold, feature by feature: -1 is the bias. */
type Model = Map<number, { marks: number[]; blocks: number[][] }>

interface Script extends Omit<TableOptions, 'features'> {
  readonly features: number | undefined
  readonly steps: readonly { readonly feature: number; readonly grow: boolean; readonly value: number }[]
}

const scripts: fc.Arbitrary<Script> = fc
  .record({ features: fc.constantFrom(undefined, 3, 40, 400), most: fc.constantFrom(3, 400, 2 ** 20) })
  .chain(({ features, most }) =>
    fc.record({
      features: fc.constant(features),
      scores: fc.constantFrom(0, 1, 2, 3, 5, 60),
      blocks: fc.integer({ min: 1, max: 3 }),
      marks: fc.integer({ min: 0, max: 3 }),
      bias: fc.boolean(),
      steps: fc.array(
        fc.record({
          feature: fc.integer({ min: 0, max: Math.min(most, features ?? most) - 1 }),
          grow: fc.boolean(),
          value: fc.double({ noNaN: true, noDefaultInfinity: true, max: 1e300, min: -1e300 }),
        }),
        { maxLength: 150, size: 'max' },
      ),
    }),
  )

/** Plays a script on a table and on its model. */
function play(Table: typeof FeatureTable, { steps, ...options }: Script): { table: FeatureTable; model: Model } {
  const { blocks = 1, marks = 0, bias = true } = options
  const table = new Table(options)
  const row = (): { marks: number[]; blocks: number[][] } => ({
    marks: new Array<number>(marks).fill(0),
    blocks: Array.from({ length: blocks }, () => new Array<number>(table.scores).fill(0)),
  })
  const model: Model = new Map(bias ? [[-1, row()]] : [])
  for (const [step, { feature, grow, value }] of steps.entries()) {
    if (grow && step % 9 === 8) {
      table.grow(table.scores + 1)
      for (const { blocks } of model.values()) for (const block of blocks) block.push(0)
    }
    const target = bias && step % 5 === 4 ? -1 : feature
    if (!model.has(target)) model.set(target, row())
    const at = target < 0 ? 0 : table.admit(feature)
    const numbers = model.get(target)!
    for (const [m, block] of numbers.blocks.entries()) {
      for (let k = 0; k < block.length; k++) {
        block[k] = value + k + m
        table.values[at + table.first + m * table.block + k] = value + k + m
      }
    }
    for (let i = 0; i < marks; i++) table.values[at + i] = numbers.marks[i] = value - i
  }
  return { table, model }
}

/** What a table holds. */
function read(table: FeatureTable, { blocks = 1, marks = 0, bias = true }: Script): Model {
  const { values, first, block, scores } = table
  const features = bias ? [-1, ...table.features] : [...table.features]
  const numbers = (at: number, length: number): number[] => [...values.subarray(at, at + length)]
  return new Map(
    features.map((feature) => {
      const at = feature < 0 ? 0 : table.find(feature)
      const of = (m: number): number[] => numbers(at + first + m * block, scores)
      return [feature, { marks: numbers(at, marks), blocks: Array.from({ length: blocks }, (_, m) => of(m)) }]
    }),
  )
}

describe.each([
  ['in a WebAssembly.Memory beyond 64 KiB', webAssembly()],
  ['where memory is refused', { Memory: refusing }],
  ['without WebAssembly', undefined],
])('a feature table %s', (_, there) => {
  test('keeps the numbers of every feature, however features and scores are added, and through a snapshot', async () => {
    vi.stubGlobal('WebAssembly', there)
    // Anew, for it remembers whether memory was refused.
    vi.resetModules()
    const { FeatureTable: Table } = await import('./featureTable.ts')
    let inMemory = 0
    try {
      fc.assert(
        fc.property(scripts, (script) => {
          const { table, model } = play(Table, script)
          expect(read(table, script)).toEqual(model)
          const again = new Table({ ...script, scores: table.scores })
          again.load(decode(encode(table)))
          expect(read(again, script)).toEqual(model)
          expect(encode(again)).toEqual(encode(table))
          if (table.arena.memory !== undefined) inMemory++
        }),
      )
    } finally {
      vi.unstubAllGlobals()
    }
    expect(inMemory > 0).toBe(there !== undefined && there === webAssembly())
  })
})

function refusing(): never {
  throw new RangeError('WebAssembly.Memory(): could not allocate memory')
}

test('features never learned have no row, and their place is 0', () => {
  const table = new FeatureTable({ scores: 3, features: 1000 })
  for (let i = 0; i < 600; i++) {
    expect(table.find(i)).toBe(0)
    table.admit(i)
    expect(table.find(i)).not.toBe(0)
  }
  for (const i of [600, 999, 1000, 2 ** 31]) expect(table.find(i)).toBe(0)
})

test('a feature is its own place once a quarter of the declared width was seen', () => {
  const table = new FeatureTable({ scores: 2, features: 100 })
  for (let i = 99; i > 70; i--) table.admit(i)
  expect([99, 80].map((i) => table.find(i))).toEqual([200, 162])
})

test('what is spare stays 0, and what was scratch memory is 0, after any growth', () => {
  const table = new FeatureTable({ scores: 3, blocks: 2 })
  for (let i = 0; i < 9000; i++) {
    const at = table.admit(i)
    table.values.fill(7, at, at + 3)
    const { memory } = table.arena
    if (memory === undefined) continue
    const begin = table.arena.scratch(100 + 9 * i)
    expect(begin).toBe(8 * table.values.length)
    new Uint8Array(memory.buffer, begin, 100 + 9 * i).fill(255)
  }
  table.grow(5)
  for (const feature of [0, 1, 1500, 8999]) {
    const at = table.find(feature)
    expect([...table.values.subarray(at, at + table.stride)]).toEqual([7, 7, 7, ...new Array(13).fill(0)])
  }
  const at = table.admit(9999)
  expect(table.values.subarray(at).every((v) => v === 0)).toBe(true)
})

test('one bad index fills no memory', () => {
  const table = new FeatureTable({ scores: 1 })
  for (const feature of [2 ** 24 - 1, 2 ** 23, 5]) table.admit(feature)
  expect(table.features).toEqual([2 ** 24 - 1, 2 ** 23, 5])
  expect(table.values.length).toBeLessThan(9)
})

test('a row for which memory does not suffice is refused, and nothing has changed', () => {
  class Memory {
    buffer = new ArrayBuffer(131_072)
    grow(): never {
      throw new RangeError('WebAssembly.Memory.grow(): Maximum memory size exceeded')
    }
  }
  vi.stubGlobal('WebAssembly', { Memory })
  try {
    const table = new FeatureTable({ scores: 2 })
    const admitAll = (): void => {
      for (let i = 0; i < 20_000; i++) {
        const at = table.admit(i)
        table.values[at] = i
      }
    }
    expect(admitAll).toThrow('features should fit into memory, but for 16386 weights it does not suffice')
    expect(table.features.length).toBe(8191)
    expect(table.features.every((i) => table.values[table.find(i)] === i)).toBe(true)
    expect(table.find(8191)).toBe(0)
    expect(() => table.grow(3)).toThrow('features should fit into memory')
    expect([table.scores, table.stride, table.values[table.find(8190)]]).toEqual([2, 2, 8190])
  } finally {
    vi.unstubAllGlobals()
  }
})
