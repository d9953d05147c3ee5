import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { SnapshotReader, SnapshotWriter, Stateful } from '../vocabulary.ts'
import { DamagedSnapshot, decode, encode, InvalidSnapshot, record, restore } from './index.ts'

type Value = string | Float64Array | Uint32Array | Uint8Array
type Tree = Map<string, Value | Tree>

const name: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom('weights', '__proto__', 'constructor', 'toString', '7', '10', 'λ', '__metadata__x', 'a\\', '"'),
  fc.string({ unit: 'grapheme', minLength: 1 }).filter((s) => !s.includes('/') && !/\p{Surrogate}/u.test(s)),
)
const double = fc.double()
const value: fc.Arbitrary<Value> = fc.oneof(
  fc.string({ unit: fc.constantFrom('a', '"', '\\', '\u0000', '\ud800', '\udc00', 'é', '😀', '/') }),
  fc.array(double).map((a) => Float64Array.from(a)),
  fc.array(fc.nat(0xffffffff)).map((a) => Uint32Array.from(a)),
  fc.array(fc.nat(255)).map((a) => Uint8Array.from(a)),
)
const { tree } = fc.letrec<{ tree: Tree }>((tie) => ({
  tree: fc
    .uniqueArray(fc.tuple(name, fc.oneof({ depthSize: 'small' }, value, tie('tree'))), {
      selector: ([n]) => n,
      maxLength: 6,
    })
    .map((entries) => new Map(entries)),
}))

function save(node: Tree, to: SnapshotWriter): void {
  for (const [key, v] of node) {
    if (typeof v === 'string') to.text(key, v)
    else if (v instanceof Map) save(v, to.child(key))
    else to.array(key, v, v instanceof Float64Array ? 'F64' : v instanceof Uint32Array ? 'U32' : 'U8')
  }
}

function load(like: Tree, from: SnapshotReader): Tree {
  return new Map(
    [...like].map(([key, v]): [string, Value | Tree] => {
      if (typeof v === 'string') return [key, from.text(key)]
      return [key, v instanceof Map ? load(v, from.child(key)) : from.array(key)]
    }),
  )
}

const stateOf = (node: Tree): Stateful => ({ save: (to) => save(node, to), load() {} })
const example: Stateful = record({
  model: stateOf(
    new Map<string, Value>([
      ['weights', Float64Array.of(0.5, Number.NaN)],
      ['t', '12'],
    ]),
  ),
  random: stateOf(
    new Map<string, Value>([
      ['words', Uint32Array.of(1, 2)],
      ['bytes', Uint8Array.of(7)],
    ]),
  ),
  none: stateOf(new Map()),
})

describe('a snapshot', () => {
  test('gives back any tree of arrays and texts', () => {
    fc.assert(
      fc.property(tree, (t) => {
        expect(load(t, decode(encode(stateOf(t))))).toEqual(t)
      }),
      { seed: 1, numRuns: 500 },
    )
  })

  test('saved again is the same', () => {
    fc.assert(
      fc.property(tree, (t) => {
        const bytes = encode(stateOf(t))
        const snapshot = decode(bytes)
        expect(encode({ save: (to) => snapshot.save(to), load() {} })).toEqual(bytes)
      }),
      { seed: 3, numRuns: 300 },
    )
  })

  test('has the same bytes whatever the order of writing', () => {
    const backwards = (t: Tree): Tree =>
      new Map([...t].reverse().map(([k, v]) => [k, v instanceof Map ? backwards(v) : v]))
    fc.assert(
      fc.property(tree, (t) => {
        expect(encode(stateOf(backwards(t)))).toEqual(encode(stateOf(t)))
      }),
      { seed: 2, numRuns: 300 },
    )
  })

  test('with any one bit flipped is refused', () => {
    const bytes = encode(example)
    for (let bit = 0; bit < 8 * bytes.length; bit++) {
      const altered = bytes.slice()
      altered[bit >> 3]! ^= 1 << (bit & 7)
      expect(() => decode(altered)).toThrow(DamagedSnapshot)
    }
  })

  test('cut off anywhere, or with bytes after its end, is refused', () => {
    const bytes = encode(example)
    for (let length = 0; length < bytes.length; length++) {
      expect(() => decode(bytes.subarray(0, length))).toThrow(DamagedSnapshot)
    }
    expect(() => decode(Uint8Array.of(...bytes, 0))).toThrow(/checksum/)
  })

  test('is laid out as documented', () => {
    const bytes = encode(example)
    const view = new DataView(bytes.buffer)
    const length = view.getUint32(0, true)
    expect(length % 8).toBe(0)
    const header = JSON.parse(String.fromCharCode(...bytes.subarray(8, 8 + length)))
    expect(header).toEqual({
      __metadata__: { '/crc32': expect.stringMatching(/^[0-9a-f]{8}$/), '/rivulet': '1', 'model/t': '12', 'none/': '' },
      'model/weights': { dtype: 'F64', shape: [2], data_offsets: [0, 16] },
      'random/bytes': { dtype: 'U8', shape: [1], data_offsets: [24, 25] },
      'random/words': { dtype: 'U32', shape: [2], data_offsets: [16, 24] },
    })
    expect(view.getFloat64(8 + length, true)).toBe(0.5)
    expect([...bytes.subarray(16 + length, 24 + length)]).toEqual([0, 0, 0, 0, 0, 0, 0xf8, 0x7f])
    expect(bytes.length).toBe(8 + length + 25)
  })

  test('is read at any offset of a buffer', () => {
    const bytes = encode(example)
    const shifted = new Uint8Array(bytes.length + 3)
    shifted.set(bytes, 3)
    expect(decode(shifted.subarray(3)).child('model').array('weights')).toEqual(Float64Array.of(0.5, Number.NaN))
  })

  test('says what is missing', () => {
    const snapshot = decode(encode(example))
    expect(() => snapshot.array('model/x')).toThrow('no array "model/x"')
    expect(() => snapshot.child('model').text('weights')).toThrow('no text "model/weights"')
    expect(() => snapshot.child('scaler')).toThrow('no part "scaler"')
    expect(() => snapshot.text('none/')).toThrow(InvalidSnapshot)
    expect([...snapshot.child('model').entries()].map(([path]) => path)).toEqual(['t', 'weights'])
  })

  test.each<[string, (to: SnapshotWriter) => void]>([
    ['an empty name', (to) => to.text('', 'x')],
    ['a name with a slash', (to) => to.array('a/b', [])],
    ['half a surrogate pair as a name', (to) => to.text('\ud800', '')],
    ['the reserved name', (to) => to.array('__metadata__', [])],
    ['a name twice', (to) => [to.text('a', ''), to.array('a', [])]],
    ['a part twice', (to) => [to.child('a'), to.child('a')]],
    ['a fraction as U32', (to) => to.array('a', [0.5], 'U32')],
    ['256 as U8', (to) => to.array('a', [256], 'U8')],
    [
      'parts without end',
      (to) => {
        for (let i = 0; i < 100; i++) to = to.child('a')
      },
    ],
  ])('does not take %s', (_, save) => {
    expect(() => encode({ save, load() {} })).toThrow(RangeError)
  })
})

class Counter implements Stateful {
  t = 0
  broken = false
  save(to: SnapshotWriter): void {
    to.array('t', [this.t])
  }
  load(from: SnapshotReader): void {
    this.t = from.array('t')[0]!
    if (this.broken && this.t > 100) throw new RangeError('above 100')
  }
}

function counters(a: number, b: number): [Counter, Counter] {
  return [Object.assign(new Counter(), { t: a }), Object.assign(new Counter(), { t: b })]
}

describe('restore', () => {
  test('is all or nothing, also for a record whose second part refuses', () => {
    const [a, b] = counters(1, 2)
    b.broken = true
    const [c, d] = counters(50, 500)
    expect(() => restore(record({ a, b }), encode(record({ a: c, b: d })))).toThrow('above 100')
    expect([a.t, b.t]).toEqual([1, 2])
    const other = record({ a, b })
    expect(() => other.load(decode(encode(record({ a: c, b: d }))))).toThrow('above 100')
    expect([a.t, b.t]).toEqual([1, 2])
  })

  test('refuses the snapshot of more than there is, and of less', () => {
    const [a, b] = counters(1, 2)
    const [c, d] = counters(3, 4)
    expect(() => restore(record({ a }), encode(record({ a: c, b: d })))).toThrow('belongs to another state')
    expect(() => restore(record({ a, b }), encode(record({ a: c })))).toThrow('no part "b"')
    expect([a.t, b.t]).toEqual([1, 2])
  })

  test('leads back from what a part took, but cannot save', () => {
    class Whole extends Counter {
      override save(to: SnapshotWriter): void {
        to.array('t', [this.t], 'U32')
      }
      override load(from: SnapshotReader): void {
        this.t = from.array('t')[0]!
      }
    }
    const parts = record({ a: Object.assign(new Whole(), { t: 7 }), b: counters(1, 2)[0] })
    const before = encode(parts)
    const half = encode(record({ a: Object.assign(new Counter(), { t: 0.5 }), b: counters(3, 4)[0] }))
    expect(() => restore(parts, half)).toThrow('fits U32')
    expect(encode(parts)).toEqual(before)
  })
})
