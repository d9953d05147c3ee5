import { describe, expect, test } from 'vitest'
import { collectExamples, exampleToTest } from './examples.ts'

describe('collectExamples', () => {
  test('finds the ts blocks of TSDoc and of Markdown, with their lines', () => {
    const source = ['/**', ' * @example', ' * ```ts', ' * two() // => 2', ' * ```', ' */', 'export {}'].join('\n')
    expect(collectExamples(source)).toEqual([{ line: 4, code: 'two() // => 2' }])
    expect(collectExamples('# T\n\n```ts\nconst a = 1\n  a // => 1\n```\n```sh\nls\n```')).toEqual([
      { line: 4, code: 'const a = 1\n  a // => 1' },
    ])
  })
})

describe('exampleToTest', () => {
  test('imports are awaited, types are dropped', () => {
    expect(exampleToTest(`import { a, type B, c as d } from 'x'`)).toBe(`const { a, c: d } = await import('x')`)
    expect(exampleToTest(`import type { B } from 'x'`)).toBe('')
  })
  test('a claimed value becomes an assertion, of an expression or of a constant', () => {
    expect(exampleToTest('f(1) // => 2')).toBe('__same(f(1), 2)')
    expect(exampleToTest('const z = f(1) // => 2')).toBe('const z = f(1); __same(z, 2)')
  })
})
