import { describe, expect, test } from 'vitest'
import { checkScored } from '../checkScored.ts'
import { between, checkSaved, readArray } from '../snapshot/index.ts'
import type { Label, Metric, Prediction, SnapshotReader, SnapshotWriter } from '../vocabulary.ts'
import { metricLaws } from './metricLaws.ts'

/** The smallest metric that obeys the laws, with weights that are whole numbers. */
class Hits implements Metric {
  hits = 0
  n = 0
  get value(): number {
    return this.n === 0 ? Number.NaN : this.hits / this.n
  }
  update(y: Label, prediction: Prediction, weight = 1): void {
    checkScored(y, prediction, weight)
    this.count(y, prediction, weight)
  }
  revert(y: Label, prediction: Prediction, weight = 1): void {
    this.count(y, prediction, -weight)
  }
  merge(other: unknown): void {
    this.hits += (other as Hits).hits
    this.n += (other as Hits).n
  }
  save(to: SnapshotWriter): void {
    to.array('counts', [this.hits, this.n])
  }
  load(from: SnapshotReader): void {
    const [hits, n] = readArray(from, 'counts', 'F64', 2, between(0, 1e100)) as unknown as [number, number]
    checkSaved(hits <= n, 'hits', `at most ${n}`, hits)
    this.hits = hits
    this.n = n
  }
  protected count(y: Label, prediction: Prediction, weight: number): void {
    this.n += weight
    if (prediction.label === y) this.hits += weight
  }
}

const events = Array.from({ length: 24 }, (_, i) => ({
  y: i % 3 === 0 ? 'a' : 'b',
  prediction: {
    label: i % 4 === 0 ? 'a' : 'b',
    labels: ['a', 'b'],
    probabilities: i % 4 === 0 ? [0.8, 0.2] : [0.3, 0.7],
  },
  ...(i % 5 === 0 ? { weight: 3 } : {}),
}))
const lawsOf = (create: () => Metric) => metricLaws({ create, events })
const broken = (create: () => Metric) =>
  lawsOf(create)
    .filter((law) => {
      try {
        law.check()
        return false
      } catch {
        return true
      }
    })
    .map((law) => law.name)

describe('metricLaws', () => {
  test.each(lawsOf(() => new Hits()).map((law) => [law.name, law] as const))('%s', (_, law) => law.check())

  test('those of revert and merge are for metrics that have them', () => {
    const { length } = lawsOf(() => new Hits())
    const plain = (): Metric => Object.assign(new Hits(), { revert: undefined, merge: undefined })
    expect(lawsOf(plain)).toHaveLength(length - 2)
    expect(broken(plain)).toEqual([])
  })

  const defects: [law: string, create: () => Metric][] = [
    [
      'before the first event',
      () =>
        new (class extends Hits {
          override get value(): number {
            return this.hits / Math.max(1, this.n)
          }
        })(),
    ],
    [
      'neither changed nor kept',
      () =>
        new (class extends Hits {
          override count(y: Label, prediction: Prediction, weight: number): void {
            super.count(y, prediction, weight)
            ;(prediction.probabilities as number[])[0] = 0
          }
        })(),
    ],
    [
      'neither changed nor kept',
      () => {
        const kept: Prediction[] = []
        return new (class extends Hits {
          override count(y: Label, prediction: Prediction, weight: number): void {
            super.count(y, prediction, weight)
            kept.push(prediction)
          }
          override save(to: SnapshotWriter): void {
            super.save(to)
            to.text('kept', JSON.stringify(kept))
          }
        })()
      },
    ],
    [
      'to read the number',
      () =>
        new (class extends Hits {
          override get value(): number {
            this.hits += 1
            return super.value
          }
        })(),
    ],
    [
      'byte for byte',
      () =>
        new (class extends Hits {
          last: Label = ''
          override count(y: Label, prediction: Prediction, weight: number): void {
            super.count(y, prediction, this.last === y ? 2 * weight : weight)
            this.last = y
          }
        })(),
    ],
    [
      'before any class is known',
      () =>
        new (class extends Hits {
          override count(y: Label, prediction: Prediction, weight: number): void {
            if (prediction.labels.length === 0) throw new RangeError('none')
            super.count(y, prediction, weight)
          }
        })(),
    ],
    [
      'a bad weight',
      () =>
        new (class extends Hits {
          override update(y: Label, prediction: Prediction, weight = 1): void {
            this.count(y, prediction, weight)
          }
        })(),
    ],
    [
      'sealed snapshot with something changed',
      () =>
        new (class extends Hits {
          override load(from: SnapshotReader): void {
            const [hits, n] = readArray(from, 'counts', 'F64', 2) as unknown as [number, number]
            this.hits = hits
            this.n = n
          }
        })(),
    ],
    [
      'foreign state',
      () =>
        new (class extends Hits {
          override load(from: SnapshotReader): void {
            try {
              super.load(from)
            } catch {
              this.n = 0
            }
          }
        })(),
    ],
    [
      'taken back',
      () =>
        new (class extends Hits {
          override revert(y: Label, prediction: Prediction, weight = 1): void {
            this.count(y, prediction, -weight * (1 + 2 ** -50))
          }
        })(),
    ],
    [
      'merge',
      () =>
        new (class extends Hits {
          override merge(other: unknown): void {
            this.hits = (other as Hits).hits
          }
        })(),
    ],
  ]
  test.each(defects)('a defect is found: %s', (law, create) => {
    expect(broken(create).some((name) => name.includes(law))).toBe(true)
  })
})
