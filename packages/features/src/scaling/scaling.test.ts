import { readFileSync } from 'node:fs'
import type { SparseVector, Vector } from '@rivulet/core'
import { transformerLaws } from '@rivulet/core/conformance'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { PlainSparseVector } from '../sparse/plainSparseVector.ts'
import { MinMaxScaler } from './minMaxScaler.ts'
import { RobustScaler } from './robustScaler.ts'
import { StandardScaler } from './standardScaler.ts'

const read = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../fixtures/${name}.json`, import.meta.url), 'utf8'))
const river = read('river') as { standard: number[][]; minMax: number[][] }
const fixture = read('scaling') as {
  [name in 'rows' | 'standard' | 'standardSparse' | 'minMax' | 'maxAbs' | 'robust']: number[][]
} & { mean: number[]; deviation: number[] }

function sparse(row: readonly number[]): SparseVector {
  const indices = row.flatMap((v, i) => (v === 0 ? [] : [i]))
  return { indices, values: indices.map((i) => row[i]!) }
}

function dense(x: PlainSparseVector, width: number): number[] {
  const row = new Array<number>(width).fill(0)
  for (const [j, i] of x.indices.entries()) row[i] = x.values[j]!
  return row
}

const subjects = { StandardScaler, MinMaxScaler, RobustScaler }
const wide = fixture.rows
  .map(sparse)
  .map(({ indices, values }) => ({ indices: Array.from(indices, (i) => i * 999), values }))
for (const [name, Scaler] of Object.entries(subjects)) {
  const streams: Record<string, Vector[]> = {
    dense: fixture.rows,
    'typed arrays': fixture.rows.map((row) => Float64Array.from(row)),
    sparse: wide,
    'both in turn': fixture.rows.map((row, i) => (i % 2 === 0 ? row : sparse(row))),
    'extreme numbers': fixture.rows.map((row, i) => row.map((v, j) => (i % 3 === j ? v * 1e-300 : v * 1e90))),
  }
  for (const [stream, events] of Object.entries(streams)) {
    describe(`${name}, ${stream}`, () => {
      const refused = [{}, { indices: [1, 0], values: [1, 1] }, [Number.NaN], [1, '2'], [-Infinity]]
      test.each(transformerLaws({ create: () => new Scaler(), events, refused }))('$name', (law) => law.check())
    })
  }
}

describe('River', () => {
  test('scales the same, from the first event on, where there is a scale', () => {
    const [standard, minMax] = [new StandardScaler(), new MinMaxScaler()]
    for (const [t, row] of fixture.rows.entries()) {
      const [z, u] = [standard.transform(row) as number[], minMax.transform(row) as number[]]
      for (const i of row.keys()) {
        expect(z[i]).toBeCloseTo(river.standard[t]![i]!, 8)
        expect(u[i]).toBeCloseTo(river.minMax[t]![i]!, 9)
      }
      standard.learn(row)
      minMax.learn(row)
    }
  })
})

describe('StandardScaler', () => {
  test('is that of scikit-learn, fitted up to and including each row; but σ = 0 gives 0', () => {
    const [scaler, onSparse] = [new StandardScaler(), new StandardScaler()]
    for (const [t, row] of fixture.rows.entries()) {
      const z = scaler.transform(row) as number[]
      const s = dense(onSparse.transform(sparse(row)) as PlainSparseVector, row.length)
      for (const [i, v] of z.entries()) {
        // The second feature is 10⁶ ± 1: its variance is known to about 10⁻¹⁰ of itself.
        if (t > 0) expect(v).toBeCloseTo(fixture.standard[t]![i]!, 8)
        // Where a sparse σ is 0, scikit-learn leaves the value and we take its sign.
        if (t > 0) expect(s[i]! / (fixture.standardSparse[t]![i]! || 1)).toBeCloseTo(row[i] === 0 ? 0 : 1, 8)
      }
      scaler.learn(row)
      onSparse.learn(sparse(row))
    }
    for (const i of fixture.mean.keys()) {
      expect(scaler.mean(i) / fixture.mean[i]!).toBeCloseTo(1, 12)
      expect(scaler.deviation(i) / fixture.deviation[i]!).toBeCloseTo(1, 9)
      expect([onSparse.mean(i), onSparse.deviation(i)]).toEqual([scaler.mean(i), scaler.deviation(i)])
    }
  })
  test('an outlier is bounded by √(n − 1), whatever it is', () => {
    const value = fc.double({ min: -1e99, max: 1e99, noNaN: true })
    fc.assert(
      fc.property(fc.array(value, { maxLength: 40 }), value, (values, outlier) => {
        const scaler = new StandardScaler()
        for (const v of values) scaler.learn([v])
        const [z] = scaler.transform([outlier]) as number[]
        expect(Math.abs(z!)).toBeLessThanOrEqual(Math.sqrt(values.length) * (1 + 1e-6))
      }),
      { seed: 1 },
    )
  })
  test('scale and shift change nothing', () => {
    const [a, b] = [new StandardScaler(), new StandardScaler()]
    for (const row of fixture.rows) {
      const moved = row.map((v) => 8 * v)
      expect(b.transform(moved)).toEqual(a.transform(row))
      a.learn(row)
      b.learn(moved)
    }
  })
  test('numbers whose squares overflow are refused', () => {
    expect(() => new StandardScaler().learn([1e101])).toThrow('at most 1e+100')
  })
})

describe('MinMaxScaler', () => {
  test('is that of scikit-learn, fitted up to and including each row', () => {
    const [scaler, onSparse] = [new MinMaxScaler(), new MinMaxScaler()]
    for (const [t, row] of fixture.rows.entries()) {
      const z = scaler.transform(row) as number[]
      const s = dense(onSparse.transform(sparse(row)) as PlainSparseVector, row.length)
      for (const i of z.keys()) {
        expect(z[i]).toBeCloseTo(fixture.minMax[t]![i]!, 9)
        expect(s[i]).toBeCloseTo(fixture.maxAbs[t]![i]!, 12)
      }
      scaler.learn(row)
      onSparse.learn(sparse(row))
    }
  })
  test('every result is in [0, 1], of sparse vectors in [−1, 1], over all float64s', () => {
    const value = fc.double({ noNaN: true, noDefaultInfinity: true })
    fc.assert(
      fc.property(fc.array(value, { maxLength: 20 }), value, (values, next) => {
        const scaler = new MinMaxScaler()
        for (const v of values) scaler.learn([v])
        const [z] = scaler.transform([next]) as number[]
        expect(z! >= 0 && z! <= 1).toBe(true)
        const { values: s } = scaler.transform({ indices: [0], values: [next] }) as PlainSparseVector
        expect((s[0] ?? 0) >= -1 && (s[0] ?? 0) <= 1).toBe(true)
      }),
      { seed: 1 },
    )
  })
})

describe('RobustScaler', () => {
  test('is that of scikit-learn fitted on the window', () => {
    const scaler = new RobustScaler({ window: fixture.rows.length, limit: Infinity })
    for (const row of [...fixture.rows.slice(7), ...fixture.rows]) scaler.learn(row)
    for (const [t, row] of fixture.rows.entries()) {
      const z = scaler.transform(row) as number[]
      for (const i of [0, 1, 2, 4]) expect(z[i]).toBeCloseTo(fixture.robust[t]![i]!, 8)
    }
  })
  test('quantiles of the window are those of the sorted numbers', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -9, max: 9 }), { minLength: 1, maxLength: 60 }), (values) => {
        const scaler = new RobustScaler({ window: 16 })
        for (const v of values) scaler.learn([v])
        const sorted = values.slice(-16).sort((a, b) => a - b)
        for (const p of [0, 0.25, 0.5, 0.75, 1]) {
          const place = (sorted.length - 1) * p
          const [low, high] = [sorted[Math.floor(place)]!, sorted[Math.ceil(place)]!]
          expect(scaler.quantile(0, p)).toBeCloseTo(low + (high - low) * (place % 1), 12)
        }
      }),
      { seed: 1 },
    )
  })
  test('where most values are equal the range takes over', () => {
    const scaler = new RobustScaler()
    for (let i = 0; i < 100; i++) scaler.learn([i % 10 === 0 ? 1 : 0])
    expect([scaler.transform([0]), scaler.transform([1]), scaler.transform([50])]).toEqual([[0], [1], [1]])
  })
  test('wild values move nothing, and a feature never seen is 0', () => {
    const [tame, wild] = [new RobustScaler(), new RobustScaler()]
    for (let i = 0; i < 200; i++) {
      tame.learn([i % 20])
      wild.learn([i % 20 === 19 ? 1e200 : i % 20])
    }
    expect(wild.transform([3])).toEqual(tame.transform([3]))
    expect(tame.transform([3, 4])).toEqual([expect.any(Number), 0])
    expect([wild.transform([1e200]), new RobustScaler({ limit: 2 }).transform({ indices: [0], values: [9] })]).toEqual([
      [10],
      { indices: [0], values: [1] },
    ])
    expect(() => new RobustScaler({ limit: Number.NaN })).toThrow('limit should be > 0, but is NaN')
    expect(() => new RobustScaler({ window: 3 })).toThrow('window should be a whole number from 4 to 65536, but is 3')
  })
})
