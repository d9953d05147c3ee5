import { type Label, type Prediction, Random, type Vector } from '@rivulet/core'
import type { Subject } from '../subjects.ts'

/** What became of a learner that saw one class once, after many events of the others. */
export interface RareClass {
  readonly learner: string
  /** The loss of the event of the rare class, when it came. */
  readonly loss: number
  readonly milliseconds: number
  /** What was not as it should be. */
  readonly failures: readonly string[]
}

/** Counts and zeros in five features, which every learner takes; some are all zero. */
function events(event: Subject['event']): Vector[] {
  const random = new Random(1)
  return Array.from({ length: 64 }, (_, i) => event(Array.from({ length: 5 }, () => (i === 0 ? 0 : random.below(3)))))
}

/** Learns so many events of all classes but the last, and then one of the last. */
export function meetRareClass({ name: learner, create, labels, event }: Subject, count: number): RareClass {
  const failures: string[] = []
  const [model, xs] = [create(), events(event)]
  const common = labels.slice(0, -1)
  const rare = labels.at(-1) as Label
  const begun = process.hrtime.bigint()
  const finite = (what: string, { probabilities, beliefs = [] }: Prediction): void => {
    const sum = probabilities.reduce((a, b) => a + b, 0)
    if (!beliefs.every(Number.isFinite) || !(Math.abs(sum - 1) < 1e-9)) failures.push(`${what}: ${probabilities}`)
  }
  try {
    for (let t = 0; t < count; t++) {
      const loss = model.learn(xs[t % xs.length] as Vector, common[t % common.length] as Label)
      if (!(loss >= 0 && loss < Infinity)) {
        failures.push(`a loss of ${loss} in event ${t}`)
        break
      }
    }
    const x = xs[5] as Vector
    finite('before it came', model.predict(x))
    const loss = model.learn(x, rare)
    if (!(loss >= 0 && loss < Infinity)) failures.push(`a loss of ${loss} when it came`)
    if (!model.labels.includes(rare)) failures.push('it is not known')
    if (model.t !== count + 1) failures.push(`t is ${model.t}`)
    finite('after it came', model.predict(x))
    for (const y of labels) model.learn(xs[0] as Vector, y)
    finite('some events later', model.predict(xs[0] as Vector))
    return { learner, loss, milliseconds: Number(process.hrtime.bigint() - begun) / 1e6, failures }
  } catch (error) {
    return { learner, loss: Number.NaN, milliseconds: 0, failures: [...failures, String(error)] }
  }
}
