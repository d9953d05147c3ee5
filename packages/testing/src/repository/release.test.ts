import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { copyRepository } from './copy.ts'
import { publishedPackages } from './packages.ts'
import { run } from './run.ts'

const temporary = mkdtempSync(join(tmpdir(), 'rivulet-release-'))
const copy = join(temporary, 'rivulet')

/** `changeset version` in a copy: what the first release will be. */
beforeAll(async () => {
  copyRepository(copy)
  const { code, output } = await run('git init --quiet && changeset version', copy)
  if (code !== 0) throw new Error(output)
})
afterAll(() => rmSync(temporary, { recursive: true, force: true }))

test.each(publishedPackages().map(({ folder }) => folder))(
  '%s becomes 0.1.0, and its changelog says what that is',
  (folder) => {
    expect(JSON.parse(readFileSync(join(copy, folder, 'package.json'), 'utf8')).version).toBe('0.1.0')
    expect(readFileSync(join(copy, folder, 'CHANGELOG.md'), 'utf8')).toContain('## 0.1.0')
  },
)

test('the citation is of that version', () => {
  expect(readFileSync(join(copy, 'CITATION.cff'), 'utf8')).toContain('version: 0.1.0')
})
