import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { subjects } from '../subjects.ts'

const scale = fileURLToPath(new URL('./scale.ts', import.meta.url))

test('a large vocabulary in bounded memory: a step costs its non-zeros times the classes, and every learner meets a rare class', () => {
  const args = ['--classes', '2000', '--words', '128', '--events', '2000', '--json']
  const report = JSON.parse(execFileSync(process.execPath, [scale, ...args], { encoding: 'utf8' }))
  expect(report.failures).toEqual([])
  expect(report.rowsAStep).toBe(2)
  expect(report.rare.map(({ learner }: { learner: string }) => learner)).toEqual(subjects.map(({ name }) => name))
})
