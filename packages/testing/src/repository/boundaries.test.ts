import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { copyRepository } from './copy.ts'
import { readManifest } from './packages.ts'
import { type Ended, run } from './run.ts'

const { scripts } = readManifest('.')
const temporary = mkdtempSync(join(tmpdir(), 'rivulet-boundaries-'))
const copy = join(temporary, 'rivulet')

beforeAll(() => copyRepository(copy))
afterAll(() => rmSync(temporary, { recursive: true, force: true }))

/** Runs a root script of the copy in which these files stand (`undefined` takes one away), then puts everything back. */
async function withPlanted(files: Record<string, string>, script: string): Promise<Ended> {
  const before = Object.keys(files).map((file) => [file, contents(file)] as const)
  for (const [file, text] of Object.entries(files)) writeFileSync(join(copy, file), text)
  const ended = await run(scripts[script] as string, copy)
  for (const [file, text] of before) {
    if (text === undefined) rmSync(join(copy, file))
    else writeFileSync(join(copy, file), text)
  }
  return ended
}

function contents(file: string): string | undefined {
  try {
    return readFileSync(join(copy, file), 'utf8')
  } catch {
    return undefined
  }
}

/** The package.json of a package with one dependency more. */
function dependingOn(name: string, folder: string): string {
  const manifest = JSON.parse(contents(`${folder}/package.json`) as string)
  manifest.dependencies = { ...manifest.dependencies, [name]: 'workspace:^' }
  return `${JSON.stringify(manifest, null, 2)}\n`
}

test('npm test runs both checks', () => {
  expect(scripts['test']).toMatch(/ run check$/)
  expect(scripts['check']).toMatch(/turbo run (.+ )?lint (.+ )?boundaries /)
})

describe('without a plant', () => {
  test('the boundaries hold', async () => {
    const { code, output } = await run(scripts['boundaries'] as string, copy)
    expect(code, output).toBe(0)
  })
  test('lint is content', async () => {
    const { code, output } = await run(scripts['lint'] as string, copy)
    expect(code, output).toBe(0)
  })
})

describe('a planted import fails the boundaries, which name it', () => {
  const planted = 'packages/core/src/planted.ts'

  test.each([
    ['upward', `export { Perceptron } from '@rivulet/models'\n`, 'cannot import package `@rivulet/models`'],
    [
      'upward, of a type',
      `export type { Perceptron } from '@rivulet/models'\n`,
      'cannot import package `@rivulet/models`',
    ],
    ['upward, at run time', `export const up = (): unknown => import('@rivulet/models')\n`, '`@rivulet/models`'],
    ['of a stranger', `export { Observable } from 'rxjs'\n`, 'cannot import package `rxjs`'],
    [
      'past the package',
      `export { sgd } from '../../optim/src/index.ts'\n`,
      '`../../optim/src/index.ts` leaves the package',
    ],
  ])('%s', async (_, text, message) => {
    const { code, output } = await withPlanted({ [planted]: text }, 'boundaries')
    expect(output).toContain(message)
    expect(output).toContain('planted.ts')
    expect(code).not.toBe(0)
  })

  test('upward, and declared: the layers and the cycle are named', async () => {
    const manifest = { 'packages/core/package.json': dependingOn('@rivulet/models', 'packages/core') }
    const { code, output } = await withPlanted(manifest, 'boundaries')
    expect(output).toMatch(
      /`@rivulet\/models` found without any tag listed in allowlist for\s+(\|\s+)?`@rivulet\/core`/,
    )
    expect(output).toMatch(/Circular package dependency detected/)
    expect(code).not.toBe(0)
  })

  test('sideways, and declared: no cycle, only the layers tell', async () => {
    const manifest = { 'packages/metrics/package.json': dependingOn('@rivulet/features', 'packages/metrics') }
    const { code, output } = await withPlanted(manifest, 'boundaries')
    expect(output).toMatch(
      /`@rivulet\/features` found without any tag listed in allowlist for\s+(\|\s+)?`@rivulet\/metrics`/,
    )
    expect(code).not.toBe(0)
  })
})

test('a declared cycle of packages cannot be installed', async () => {
  const file = join(copy, 'packages/core/package.json')
  const manifest = contents('packages/core/package.json') as string
  writeFileSync(file, dependingOn('@rivulet/models', 'packages/core'))
  const { code, output } = await run('pnpm install --offline --lockfile-only', copy)
  writeFileSync(file, manifest)
  expect(output).toContain('ERR_PNPM_DISALLOW_WORKSPACE_CYCLES')
  expect(code).not.toBe(0)
})

test('a cycle of two files fails lint, which names it', async () => {
  const there = `import { back } from './plantedBack.ts'\n\nexport const there = (): number => back()\n`
  const back = `import { there } from './plantedThere.ts'\n\nexport const back = (): number => there()\n`
  const { code, output } = await withPlanted(
    { 'packages/core/src/plantedThere.ts': there, 'packages/core/src/plantedBack.ts': back },
    'lint',
  )
  expect(output).toContain('noImportCycles')
  expect(output).toContain('plantedThere.ts')
  expect(code).not.toBe(0)
})
