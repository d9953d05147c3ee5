import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { root } from './packages.ts'

const packages = join(root, 'packages')
const page = readFileSync(join(packages, 'LECTURES.md'), 'utf8')

/** The rows of all tables, cell by cell. A '|' of a formula is written '\|'. */
const tables = page
  .split('\n')
  .filter((line) => line.startsWith('| ') && !/^\| (what|line|-+) /.test(line))
  .map((line) =>
    line
      .slice(1, -1)
      .split(/(?<!\\)\|/)
      .map((cell) => cell.trim()),
  )
/** what, lectures, formula, code, test, where the lecture's line differs. */
const rows = tables.filter((cells) => cells.length === 6)
/** line, what stands there, what is right, why. */
const misprints = tables.filter((cells) => cells.length === 4)

const links = (cell: string) =>
  [...cell.matchAll(/\[((?:[^[\]]|\[[^\]]*\])+)\]\(([^)]+)\)/g)].map(([, text, file]) => [text!, file!] as const)

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
  return file.endsWith('.test.ts') && titles.some((line) => line.includes(name.replaceAll('\\', '')))
}

/** The tests of a cell, each of which must be there. */
function expectTests(cell: string): void {
  for (const [name, file] of links(cell)) expect([file, name, hasTest(file, name)]).toEqual([file, name, true])
}

describe('every row of LECTURES.md points to code that is exported and to a test that is there', () => {
  test.each(rows)('%s', (_what, lectures, formula, code, tests, differs) => {
    expect(formula).not.toBe('')
    expect(links(code!)).not.toEqual([])
    for (const [text, file] of links(code!)) {
      expect(source(file)).toMatch(new RegExp(`export (async )?(function|class|const) ${text.replaceAll('`', '')}\\b`))
    }
    expect(links(tests!)).not.toEqual([])
    expectTests(tests!)
    expectTests(lectures!)
    expect(lectures === '–' || links(lectures!).length > 0).toBe(true)
    // What is said to differ is shown by a test.
    if (differs !== '') expect(links(differs!)).not.toEqual([])
    expectTests(differs!)
  })
})

describe('every misprint has the right line and a test of it', () => {
  test('there are nine', () => expect(misprints.length).toBe(9))
  test.each(misprints)('%s: %s', (line, stands, right, why) => {
    expect(links(line!)).not.toEqual([])
    expectTests(line!)
    expect([stands, right, why]).not.toContain('')
  })
})

describe('lines of the lectures', () => {
  const folder = '../apps/proofs/src/lectures'
  const titles = readdirSync(join(packages, folder))
    .filter((file) => file.endsWith('.test.ts'))
    .flatMap((file) =>
      [...source(`${folder}/${file}`).matchAll(/['`](([A-E] \d+(?:, )?)+): /g)].map(([, line]) => line!),
    )
  test('88 and more are tests', () => {
    expect(titles.length).toBeGreaterThanOrEqual(86)
  })
  test('each of them is named on the page', () => {
    const named = new Set(links(page).map(([text]) => text))
    expect(titles.flatMap((line) => line.split(', ')).filter((line) => !named.has(line))).toEqual([])
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
  expect(rows.length).toBeGreaterThan(50)
  expect(tables.length).toBe(rows.length + misprints.length)
})
