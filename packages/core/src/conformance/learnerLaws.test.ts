import { describe, expect, test } from 'vitest'
import { checkTicket } from '../checkTicket.ts'
import { checkWeight } from '../checkWeight.ts'
import { InvalidEvent } from '../invalidEvent.ts'
import { Labels } from '../labels.ts'
import { checkNotNegative } from '../options.ts'
import { logLoss } from '../probability/logLoss.ts'
import { between, readArray, readCount } from '../snapshot/index.ts'
import type { Learner, LearnOptions, Prediction, SnapshotReader, SnapshotWriter, Vector } from '../vocabulary.ts'
import { learnerLaws } from './learnerLaws.ts'

type L = 'a' | 'b'

/** The smallest learner that obeys the laws: it counts the classes, and steps of its own size count. */
class Counts implements Learner<Vector, L> {
  t = 0
  counts = [1, 1]
  readonly #labels = new Labels<L>(['a', 'b'])
  get labels(): readonly L[] {
    return this.#labels.list
  }
  eta(): number {
    return 1
  }
  predict(x: Vector): Prediction<L> {
    if (!Array.isArray(x) || !x.every(Number.isFinite)) throw new InvalidEvent('x')
    const sum = this.counts[0]! + this.counts[1]!
    const probabilities = this.counts.map((n) => n / sum)
    return { label: this.counts[1]! > this.counts[0]! ? 'b' : 'a', labels: this.labels, probabilities }
  }
  learn(x: Vector, y: L, options: LearnOptions<L> = {}): number {
    const { eta = this.eta(), ticket = this.predict(x), weight = 1 } = options
    this.predict(x)
    checkWeight(weight)
    checkNotNegative('eta', eta)
    checkTicket(ticket)
    this.#labels.check(y)
    this.counts[this.#labels.indexOf(y)]! += eta
    this.t += 1
    return logLoss(ticket, y)
  }
  reopen(): void {}
  save(to: SnapshotWriter): void {
    to.text('t', String(this.t))
    to.array('counts', this.counts)
  }
  load(from: SnapshotReader): void {
    const t = readCount(from, 't')
    this.counts = Array.from(readArray(from, 'counts', 'F64', 2, between(1, 1e100)))
    this.t = t
  }
}

const examples = Array.from({ length: 30 }, (_, i) => ({
  x: [i, i * i, 1 / (i + 1)],
  y: (i % 3 === 0 ? 'b' : 'a') as L,
}))
const lawsOf = (create: () => Learner<Vector, L>) => learnerLaws({ create, examples, steady: true })
const broken = (create: () => Learner<Vector, L>) =>
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

describe('a learner that obeys', () => {
  for (const law of lawsOf(() => new Counts())) test(law.name, () => law.check())
})

describe('a learner that does not is found out', () => {
  class PredictCounts extends Counts {
    override predict(x: Vector): Prediction<L> {
      this.counts[0]! += 1e-9
      return super.predict(x)
    }
  }
  class Scribbles extends Counts {
    override learn(x: Vector, y: L, how?: LearnOptions<L>): number {
      const loss = super.learn(x, y, how)
      ;(x as number[])[0]! += 1
      return loss
    }
  }
  class Keeps extends Counts {
    kept: Vector[] = []
    override learn(x: Vector, y: L, how?: LearnOptions<L>): number {
      this.kept.push(x)
      return super.learn(x, y, how)
    }
    override save(to: SnapshotWriter): void {
      super.save(to)
      to.text('last', String((this.kept.at(-1) as number[])?.[1]))
    }
  }
  class LooksAtTheFirst extends Counts {
    override learn(x: Vector, y: L, how?: LearnOptions<L>): number {
      this.counts[0]! += (x as number[])[0]!
      return super.learn(x, y, how)
    }
  }
  class DoesNotSum extends Counts {
    override predict(x: Vector): Prediction<L> {
      return { ...super.predict(x), probabilities: [0.5, 0.6] }
    }
  }
  class ForgetsT extends Counts {
    override save(to: SnapshotWriter): void {
      to.text('t', '0')
      to.array('counts', this.counts)
    }
  }
  class IgnoresTickets extends Counts {
    override learn(x: Vector, y: L, { eta }: LearnOptions<L> = {}): number {
      return super.learn(x, y, eta === undefined ? {} : { eta })
    }
  }
  class AnotherStep extends Counts {
    override learn(x: Vector, y: L, { eta = 2, ...how }: LearnOptions<L> = {}): number {
      return super.learn(x, y, { eta, ...how })
    }
  }
  class Swallows extends Counts {
    override learn(x: Vector, y: L, how?: LearnOptions<L>): number {
      try {
        return super.learn(x, y, how)
      } catch {
        return 0
      }
    }
  }
  class Forgets extends Counts {
    override reopen(): void {
      this.counts = [1, 100]
    }
  }
  class LoadsNothing extends Counts {
    override load(): void {}
  }
  class Negative extends Counts {
    override learn(x: Vector, y: L, how?: LearnOptions<L>): number {
      return -super.learn(x, y, how)
    }
  }
  test.each([
    [PredictCounts, 'predict is pure'],
    [Scribbles, 'the example is neither kept nor mutated'],
    [Keeps, 'the example is neither kept nor mutated'],
    [LooksAtTheFirst, 'the order of the features is irrelevant'],
    [DoesNotSum, 'probabilities are finite, sum to 1'],
    [ForgetsT, 'learn(A), save, load, learn(B)'],
    [IgnoresTickets, 'late tickets are honoured'],
    [AnotherStep, 'its own step size'],
    [Swallows, 'a bad event is refused'],
    [Forgets, 'reopen keeps the answers'],
    [LoadsNothing, 'learn(A), save, load, learn(B)'],
    [Negative, 'learn returns the loss'],
  ] as const)('%o', (Mutant, law) => {
    expect(broken(() => new Mutant()).filter((name) => name.startsWith(law))).not.toEqual([])
  })
})
