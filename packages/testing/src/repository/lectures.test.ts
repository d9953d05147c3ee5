import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { root } from './packages.ts'

const packages = join(root, 'packages')
const page = readFileSync(join(packages, 'LECTURES.md'), 'utf8')

/** The rows of the tables: what, formula, code, test. A '|' of a formula is written '\|'. */
const rows = page
  .split('\n')
  .filter((line) => line.startsWith('| ') && !/^\| (what |---)/.test(line))
  .map((line) =>
    line
      .slice(1, -1)
      .split(/(?<!\\)\|/)
      .map((cell) => cell.trim()),
  )

const links = (cell: string) =>
  [...cell.matchAll(/\[([^\]]+)\]\(([^)]+)\)/g)].map(([, text, file]) => [text!, file!] as const)

/** The source of a file, '' if it is not there: the row then points to nothing. */
function source(file: string): string {
  const path = join(packages, file)
  return existsSync(path) ? readFileSync(path, 'utf8') : ''
}

/** Whether a test file names a test so, or in part so: in a title, or in a row that a title is made of. */
function hasTest(file: string, name: string): boolean {
  const titles = source(file)
    .split('\n')
    .filter((line) => /^\s*(test|describe|\](?: as const)?\)\(|\[?['`"])/.test(line))
  return file.endsWith('.test.ts') && titles.some((line) => line.includes(name))
}

describe('every row of LECTURES.md points to code that is exported and to a test that is there', () => {
  test.each(rows)('%s', (_what, formula, code, tests) => {
    expect(formula).not.toBe('')
    expect(links(code!)).not.toEqual([])
    for (const [text, file] of links(code!)) {
      expect(source(file)).toMatch(new RegExp(`export (async )?(function|class|const) ${text.replaceAll('`', '')}\\b`))
    }
    expect(links(tests!)).not.toEqual([])
    for (const [name, file] of links(tests!)) expect([file, name, hasTest(file, name)]).toEqual([file, name, true])
  })
})

describe('every model of @rivulet/models is in LECTURES.md', () => {
  const index = source('models/src/index.ts')
  const values = [...index.matchAll(/^export \{ ([^}]+) \} from '\.\/([^']+)'/gm)].flatMap(([, names, file]) =>
    names!
      .split(', ')
      .filter((name) => /^[A-Z]/.test(name))
      .map((name) => [name, `models/src/${file}`] as const),
  )
  test('there are some', () => expect(values.length).toBeGreaterThan(10))
  test.each(values)('%s', (name, file) => {
    expect(page).toContain(`[\`${name}\`](${file})`)
  })
})

test('a row that points to nothing is noticed', () => {
  expect(source('models/src/nothing.ts')).toBe('')
  expect(hasTest('models/src/separability/separability.test.ts', 'a test that nobody wrote')).toBe(false)
  expect(rows.length).toBeGreaterThan(35)
})
