import type { Label, Learner, Vector } from '@rivulet/core'
import { learners } from '@rivulet/models/test/learners'

/** A learner of the conformance registry, for streams that are the same for all. */
export interface Subject {
  readonly name: string
  readonly create: () => Learner<Vector, Label>
  readonly labels: readonly Label[]
  /** Makes an event of five features, dense or sparse as its examples are. */
  readonly event: (values: readonly number[]) => Vector
}

/** Every learner of the conformance registry. */
export const subjects: readonly Subject[] = learners.map(({ name, create, examples }) => ({
  name,
  create,
  labels: [...new Set(examples.map(({ y }) => y))],
  event: (values) => (Array.isArray(examples[0]?.x) ? values : { indices: values.map((_, i) => i), values }),
}))
