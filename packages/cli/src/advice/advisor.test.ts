import { Random } from '@rivulet/core'
import { expect, test } from 'vitest'
import { folderWith, run } from '../../test/rivulet.ts'

const random = new Random(1)
const draw = (n: number): number => Math.floor(random.next() * n)

/** Amounts that are not scaled and say little, and a label that one time in four is "yes". */
const CSV = `id,amount,country,late\n${Array.from({ length: 1500 }, (_, i) => {
  const late = draw(4) === 0 ? 'yes' : 'no'
  return `u-${i},${draw(100_000)},${'ABC'[draw(3)]},${late}`
}).join('\n')}\n`

test('a field that is different in nearly every event is said once, and no other', async () => {
  const at = folderWith({ 'e.csv': CSV })
  const { error } = await run(['train', at('e.csv'), '--label', 'late'])
  expect(error.match(/different in nearly every event/g)).toHaveLength(1)
  expect(error).toContain('the field "id" is different in nearly every event (1,000 of 1,000)')
  const { error: ignored } = await run(['train', at('e.csv'), '--label', 'late', '--ignore', 'id'])
  expect(ignored).toBe('')
})

test('worse than a trivial guess is said once, with what helps', async () => {
  const at = folderWith({ 'e.csv': CSV })
  const { error } = await run(['train', at('e.csv'), '--label', 'late', '--model', 'sgd'])
  expect(error.match(/worse than/g)).toHaveLength(1)
  expect(error).toMatch(/worse than .+\. sgd is sensitive to the scale of numbers: --model auto/)
  const { error: untuned } = await run(['train', at('e.csv'), '--label', 'late'])
  expect(untuned).not.toMatch(/worse than/)
})

test('labels that are amounts, and words that may be missing values, are said once', async () => {
  const rows = Array.from({ length: 1200 }, (_, i) => `${i % 7 === 0 ? 'NA' : 'x'},${draw(100_000) / 100}`)
  const at = folderWith({ 'prices.csv': `a,price\n${rows.join('\n')}\n` })
  const { code, error } = await run(['train', at('prices.csv'), '--label', 'price'])
  expect(code).toBe(0)
  expect(error.match(/the labels look like amounts/g)).toHaveLength(1)
  expect(error).toMatch(/\d+ cells say NA, which is read as a text: --missing NA if it stands for nothing/)
  const { error: said } = await run(['train', at('prices.csv'), '--label', 'a', '--missing', 'NA', '--ignore', 'price'])
  expect(said).not.toMatch(/NA, which/)
})
