import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { engineMaths } from './engineMaths.ts'
import { publishedPackages, root } from './packages.ts'

/** What is taken all the same, and why nothing that is learned can depend on it. */
const EXCEPTIONS: Readonly<Record<string, string>> = {
  'packages/core/src/conformance/coerced.ts: Date': 'one of the values that every law of hostile numbers tries',
  'packages/trainer/src/plain/plainCopy.ts: Date': 'copies the dates of an event, at the time that they say',
  'packages/trainer/src/plain/plainText.ts: Date': 'writes and reads the dates of an event, at the time that they say',
  'packages/durable/src/drive/breathe.ts: performance.now': 'decides when the event loop has a turn, and nothing else',
}

describe('the sources take from the engine only what ECMAScript fixes to the last bit', () => {
  test.each(publishedPackages().map(({ folder }) => folder))('%s', (folder) => {
    const files = globSync('src/**/*.ts', { cwd: join(root, folder) }).filter((file) => !file.endsWith('.test.ts'))
    const findings = files.flatMap((file) =>
      engineMaths(readFileSync(join(root, folder, file), 'utf8')).map((finding) => `${folder}/${file}:${finding}`),
    )
    expect(files).not.toHaveLength(0)
    expect(findings.filter((finding) => !(finding.replace(/:\d+:/, ':') in EXCEPTIONS))).toEqual([])
  })
})

describe('engineMaths', () => {
  test.each([
    ['Math.exp(x)', '1: Math.exp'],
    ['\nMath.random()', '2: Math.random'],
    ['const { log } = Math', '1: Math'],
    ['[1, 2].map(Math.tanh)', '1: Math.tanh'],
    [`Math['pow'](x, y)`, '1: Math.[…]'],
    ['globalThis.Math.exp(x)', '1: Math'],
    ['x ** 2', '1: **'],
    ['x **= y', '1: **='],
    ['Date.now()', '1: Date.now'],
    ['new Date()', '1: Date'],
    ['performance.now()', '1: performance.now'],
    ['names.sort((a, b) => a.localeCompare(b))', '1: localeCompare'],
    ['const clock = { Date }', '1: Date'],
  ])('finds %j', (source, finding) => {
    expect(engineMaths(source)).toEqual([finding])
  })

  test.each([
    'Math.sqrt(x) + Math.PI',
    '2 ** -53',
    '// Math.exp\n"Math.exp"',
    'let then: Date',
    'const event = { Date: 1 }',
    'event.Date',
    'Date.UTC(2001, 0, 1)',
    'function pow(x: number): number { return x }',
  ])('is content with %j', (source) => {
    expect(engineMaths(source)).toEqual([])
  })
})
