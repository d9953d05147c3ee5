import { expect, test } from 'vitest'
import { EXPERTS, J, LONGEST_ADAPTIVE, LONGEST_CONSTANT, MIXED } from './expertList.ts'

test('the numbers that the loops are written with are those of the list', () => {
  expect(EXPERTS).toHaveLength(J)
  // Experts writes four adaptive ones, two damped and three constant.
  const families = EXPERTS.map(({ family }) => family)
  expect(families.map((family) => ['adaptive', 'damped', 'constant'].indexOf(family))).toEqual([
    0, 0, 0, 0, 1, 1, 2, 2, 2,
  ])
  const implicit = EXPERTS.flatMap((expert, j) => (expert.implicit ? [j] : []))
  expect(implicit).toEqual([LONGEST_ADAPTIVE, LONGEST_CONSTANT])
  expect(families.indexOf('adaptive', LONGEST_ADAPTIVE + 1)).toBe(-1)
  // Whoever is implicit is heard by the mixer, and of the others the adaptive ones are not.
  expect(EXPERTS.findIndex(({ family, implicit }) => family !== 'adaptive' || implicit)).toBe(MIXED)
})
