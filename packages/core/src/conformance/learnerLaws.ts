import type { Label } from '../vocabulary.ts'
import { capabilityLaws } from './capabilityLaws.ts'
import { learnerCoercionLaws } from './coercionLaws.ts'
import type { Law } from './law.ts'
import type { LearnerSubject } from './learnerSubject.ts'
import { learningLaws } from './learningLaws.ts'
import { predictionLaws } from './predictionLaws.ts'
import { stateLaws } from './stateLaws.ts'

/**
 * The laws that every learner obeys, ours and a third party's.
 *
 * @param subject - how to make the learner, and examples that it accepts
 *
 * @example
 * ```ts
 * import type { SnapshotReader, SnapshotWriter } from '@rivulet/core'
 * import { learnerLaws } from '@rivulet/core/conformance'
 * import { readCount } from '@rivulet/core/snapshot'
 *
 * const create = () => ({
 *   t: 0,
 *   labels: [0, 1],
 *   predict() {
 *     return { label: 0, labels: this.labels, probabilities: [0.5, 0.5] }
 *   },
 *   learn() {
 *     this.t += 1
 *     return Math.LN2
 *   },
 *   save(to: SnapshotWriter) {
 *     to.text('t', String(this.t))
 *   },
 *   load(from: SnapshotReader) {
 *     this.t = readCount(from, 't')
 *   },
 * })
 * const examples = Array.from({ length: 20 }, (_, i) => ({ x: [i], y: i % 2 }))
 * const broken = learnerLaws({ create, examples }).filter((law) => {
 *   try {
 *     law.check()
 *   } catch {
 *     return true
 *   }
 * })
 * broken.length // => 2
 * broken[0]?.name // => 'a bad event is refused as InvalidEvent and changes no byte'
 * ```
 *
 * @see Montiel et al. (2021), River: machine learning for streaming data in Python (its estimator checks)
 */
export function learnerLaws<X, L extends Label>(subject: LearnerSubject<X, L>): Law[] {
  return [
    ...predictionLaws(subject),
    ...learningLaws(subject),
    ...stateLaws(subject),
    ...capabilityLaws(subject),
    ...learnerCoercionLaws(subject),
  ]
}
