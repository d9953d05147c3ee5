import { learnerLaws, regressorLaws } from '@rivulet/core/conformance'
import { describe, expect, test } from 'vitest'
import { categoricalLearners, learners, regressors } from '../test/learners.ts'
import * as models from './index.ts'

describe.each(learners)('$name', (subject) => {
  for (const law of learnerLaws(subject)) test(law.name, () => law.check())
})

describe.each(categoricalLearners)('$name', (subject) => {
  for (const law of learnerLaws(subject)) test(law.name, () => law.check())
})

describe.each(regressors)('regression: $name', (subject) => {
  for (const law of regressorLaws(subject)) test(law.name, () => law.check())
})

test.each(Object.entries(models).filter(([, value]) => 'learn' in (value.prototype ?? {})))(
  '%s is among them',
  (name, model) => {
    const registered = [...learners, ...categoricalLearners, ...regressors].some(
      ({ create }) => create() instanceof (model as typeof models.LinearClassifier),
    )
    expect(registered, `add ${name} to the learners in packages/models/test/learners.ts`).toBe(true)
  },
)
