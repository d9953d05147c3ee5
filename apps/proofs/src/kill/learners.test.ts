import * as models from '@rivulet/models'
import { expect, test } from 'vitest'
import { learners } from './learners.ts'

/** What these are made with; not learners of their own. */
const BASES = ['LinearClassifier', 'NaiveBayes', 'Reduction']

test('the kill test knows every learner of the models package', () => {
  const known = new Set(Object.values(learners).map(({ create }) => create().constructor.name))
  const exported = Object.entries(models).filter(
    ([name, value]) => typeof value === 'function' && 'learn' in (value.prototype ?? {}) && !BASES.includes(name),
  )
  expect(exported.map(([name]) => name).filter((name) => !known.has(name))).toEqual([])
  expect(known.size).toBeGreaterThanOrEqual(5)
})
