import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { stripTypeScriptTypes } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findTool } from '@rivulet/testing'
import { expect, test } from 'vitest'
import { golden } from './golden.ts'

/** What every engine must give. It changes only with the functions' results, and so with every trained model. */
const GOLDEN = 'e0889f64'

test('V8 gives the golden bits', () => {
  expect(golden()).toBe(GOLDEN)
})

test("JavaScriptCore, Safari's engine, gives the golden bits", ({ skip }) => {
  const jsc = findTool('jsc') ?? skip('jsc is not installed')
  const folder = mkdtempSync(join(tmpdir(), 'rivulet-jsc-'))
  try {
    for (const file of readdirSync(import.meta.dirname)) {
      if (!file.endsWith('.ts') || file.endsWith('.test.ts')) continue
      const source = stripTypeScriptTypes(readFileSync(join(import.meta.dirname, file), 'utf8'))
      writeFileSync(join(folder, file), source)
    }
    writeFileSync(join(folder, 'main.mjs'), `import { golden } from './golden.ts'\nprint(golden())\n`)
    expect(execFileSync(jsc, ['-m', join(folder, 'main.mjs')], { encoding: 'utf8' }).trim()).toBe(GOLDEN)
  } finally {
    rmSync(folder, { recursive: true })
  }
})
