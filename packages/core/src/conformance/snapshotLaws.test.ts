import { describe, expect, test } from 'vitest'
import { Labels } from '../labels.ts'
import { Random } from '../random.ts'
import { between, checkSaved, decode, encode, InvalidSnapshot, natural, readArray } from '../snapshot/index.ts'
import type { SnapshotReader, SnapshotWriter, Stateful } from '../vocabulary.ts'
import { mutant } from './mutant.ts'
import { snapshotLaws } from './snapshotLaws.ts'

/** The smallest state that obeys the laws: how many, their mean, and the last of them. */
class Mean implements Stateful {
  n = 0
  mean = 0
  add(x: number): void {
    this.n += 1
    this.mean += (x - this.mean) / this.n
    if (!Number.isFinite(this.mean)) throw new Error(`the mean is ${this.mean}`)
  }
  save(to: SnapshotWriter): void {
    to.array('n', [this.n])
    to.child('of').array('mean', [this.mean])
  }
  load(from: SnapshotReader): void {
    const [n] = readArray(from, 'n', 'F64', 1, natural) as unknown as [number]
    const [mean] = readArray(from.child('of'), 'mean', 'F64', 1, between(-100, 100)) as unknown as [number]
    this.n = n
    this.mean = mean
  }
}

class ByRangeError extends Mean {
  override load(from: SnapshotReader): void {
    if (!(from.array('n')[0]! >= 0)) throw new RangeError('n')
    super.load(from)
  }
}

class HalfWay extends Mean {
  override load(from: SnapshotReader): void {
    this.n = readArray(from, 'n', 'F64', 1, natural)[0] as number
    super.load(from)
  }
}

class Trusting extends Mean {
  override load(from: SnapshotReader): void {
    const [n, mean] = [readArray(from, 'n', 'F64', 1), readArray(from.child('of'), 'mean', 'F64', 1)]
    this.n = n[0] as number
    this.mean = mean[0] as number
  }
}

class Unwritable extends Mean {
  override save(to: SnapshotWriter): void {
    to.array('n', [this.n], 'U32')
    to.child('of').array('mean', [this.mean])
  }
  override load(from: SnapshotReader): void {
    const { n } = this
    checkSaved(from.array('n').length === 1, 'n', 'one', n)
    super.load({ ...from, child: (name) => from.child(name), array: (name) => Float64Array.from(from.array(name)) })
  }
}

const lawsOf = <S extends Mean>(create: () => S) =>
  snapshotLaws({ create, use: (state: S, i) => state.add(i % 7) }, 300)
const broken = (create: () => Mean): string[] =>
  lawsOf(create).flatMap((law) => {
    try {
      law.check()
      return []
    } catch (error) {
      return [(error as Error).message]
    }
  })

describe('snapshotLaws', () => {
  for (const law of lawsOf(() => new Mean())) test(law.name, () => law.check())
  test.each([
    [ByRangeError, 'not as RangeError: n'],
    [HalfWay, 'the state after refusing is the state before'],
    [Trusting, 'the mean is'],
    [Unwritable, 'should be an integer that fits U32'],
  ])('find %o', (Broken, found) => {
    expect(broken(() => new Broken()).join()).toContain(found)
  })
})

describe('what core itself saves obeys', () => {
  for (const law of snapshotLaws({
    create: () => new Random(7),
    use(random) {
      const x = random.next()
      if (!(x >= 0 && x < 1)) throw new Error(`it drew ${x}`)
    },
  }))
    test(`Random: ${law.name}`, () => law.check())
  for (const law of snapshotLaws({
    create: () => new Labels<string>('open', { maxLabels: 40 }),
    use(labels, i) {
      if (labels.indexOf(`label ${i}`) < 0 && labels.size < labels.maxLabels) labels.admit(`label ${i}`)
    },
  }))
    test(`Labels: ${law.name}`, () => law.check())
})

test('a mutant is a snapshot, another than it was made of more often than not, and the same from the same random numbers', () => {
  const snapshot = decode(encode(Object.assign(new Mean(), { n: 7, mean: 2.5 })))
  const [a, b] = [new Random(1), new Random(1)]
  let others = 0
  for (let i = 0; i < 500; i++) {
    const bytes = mutant(snapshot, snapshot, a)
    expect(mutant(snapshot, snapshot, b)).toEqual(bytes)
    decode(bytes)
    try {
      new Mean().load(decode(bytes))
    } catch (error) {
      expect(error).toBeInstanceOf(InvalidSnapshot)
      others += 1
    }
  }
  expect(others).toBeGreaterThan(250)
})
