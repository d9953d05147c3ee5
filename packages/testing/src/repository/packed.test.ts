import { execFileSync } from 'node:child_process'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { gzipSync } from 'node:zlib'
import { publint } from 'publint'
import { formatMessage } from 'publint/utils'
import { build, type Rolldown } from 'vite'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { collectExamples } from '../examples.ts'
import { copyRepository } from './copy.ts'
import { publishedPackages, root } from './packages.ts'
import { run } from './run.ts'

const published = publishedPackages()
const names = published.map(({ manifest }) => manifest.name)
const temporary = realpathSync(mkdtempSync(join(tmpdir(), 'rivulet-packed-')))
const copy = join(temporary, 'rivulet')
const tarballs = join(temporary, 'tarballs')
const project = join(temporary, 'project')

/** What a user may import, and the source it stands for. */
const sources = published.flatMap(({ folder, manifest }) =>
  Object.entries(manifest.exports ?? {}).flatMap(([subpath, entry]) =>
    typeof entry === 'string'
      ? []
      : [[`${manifest.name}${subpath.slice(1)}`, join(copy, folder, entry.default)] as const],
  ),
)

/** What has examples and stands in no package. */
const DOCUMENTS = [
  'README.md',
  'packages/LECTURES.md',
  'packages/EXERCISES.md',
  ...readdirSync(join(root, 'docs'))
    .filter((file) => file.endsWith('.md'))
    .map((file) => `docs/${file}`),
]

const specifiers = sources.map(([specifier]) => specifier)

/** Packs a copy as anybody would, and installs the tarballs in an empty project without any network. */
beforeAll(async () => {
  copyRepository(copy)
  mkdirSync(tarballs)
  // Not pnpm's pack, which is what a release uses: npm's must give the same, and a package's own `prepack` sees to it.
  for (const { folder } of published) {
    await succeed(`npm pack --pack-destination "${tarballs}"`, join(copy, folder))
  }
  for (const installed of strangers()) {
    await succeed(
      `pnpm -C "${installed}" pack --config.ignore-scripts=true --pack-destination "${tarballs}"`,
      temporary,
    )
  }
  mkdirSync(project)
  writeFileSync(join(project, 'package.json'), '{ "private": true, "type": "module" }')
  const files = readdirSync(tarballs).map((file) => `../tarballs/${file}`)
  await succeed(`npm install --offline --cache ../cache --legacy-peer-deps ${files.join(' ')}`, project)
  for (const { folder, manifest } of published) {
    for (const peer of Object.keys(manifest.peerDependencies ?? {})) {
      const installed = realpathSync(join(root, folder, 'node_modules', peer))
      mkdirSync(dirname(join(project, 'node_modules', peer)), { recursive: true })
      symlinkSync(installed, join(project, 'node_modules', peer), 'junction')
    }
  }
})
afterAll(() => rmSync(temporary, { recursive: true, force: true }))

/** Where what the published packages depend on is installed, and what that depends on in turn. */
function strangers(): string[] {
  const found = new Set<string>()
  const visit = (folder: string, modules: string): void => {
    const { dependencies = {} } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
    for (const name of Object.keys(dependencies).filter((name) => !names.includes(name))) {
      const installed = realpathSync(join(modules, name))
      if (found.has(installed)) continue
      found.add(installed)
      visit(installed, installed.slice(0, installed.lastIndexOf('node_modules') + 'node_modules'.length))
    }
  }
  for (const { folder } of published) visit(join(root, folder), join(root, folder, 'node_modules'))
  return [...found]
}

async function succeed(command: string, folder: string): Promise<string> {
  const { code, stdout, output } = await run(command, folder)
  if (code !== 0) throw new Error(`${command}: exit code ${code}\n${output}`)
  return stdout
}

/** The names that each of some modules exports when a node imports it; modules are [name, what to import]. */
async function exportsUnder(
  node: string,
  modules: readonly (readonly [string, string])[],
): Promise<Record<string, string[]>> {
  const source = [
    'const found = {}',
    ...modules.map(([name, from]) => `found['${name}'] = Object.keys(await import(${JSON.stringify(from)}))`),
    'console.log(JSON.stringify(found))',
  ]
  writeFileSync(join(project, 'exports.js'), source.join('\n'))
  return JSON.parse(await succeed(`"${node}" exports.js`, project))
}

/** [version, path] of the node that runs this test, and of the machine's own: the first on the path no package brought. */
function nodes(): [string, string][] {
  const name = process.platform === 'win32' ? 'node.exe' : 'node'
  const own = (process.env['PATH'] ?? '')
    .split(delimiter)
    .filter((folder) => !folder.includes('node_modules'))
    .map((folder) => join(folder, name))
    .find((file) => existsSync(file))
  const paths = own === undefined ? [process.execPath] : [own, process.execPath]
  return paths.map((path) => [execFileSync(path, ['--version'], { encoding: 'utf8' }).trim(), path])
}

test('every package holds what a user needs and nothing of its tests', () => {
  expect(names).not.toHaveLength(0)
  for (const name of names) {
    const files = readdirSync(join(project, 'node_modules', name), { recursive: true, encoding: 'utf8' })
    expect(files).toEqual(expect.arrayContaining(['LICENSE', 'README.md', 'package.json', 'dist']))
    expect(files.filter((file) => file.includes('.test.') || file.startsWith('src'))).toEqual([])
  }
})

test('a tarball depends on versions and on nothing of this workspace, and tools may read its manifest', () => {
  for (const name of names) {
    const text = readFileSync(join(project, 'node_modules', name, 'package.json'), 'utf8')
    expect(text).not.toMatch(/workspace:|catalog:|\.\/src\//)
    expect(JSON.parse(text).exports['./package.json']).toBe('./package.json')
    expect(Object.keys(JSON.parse(text))).toEqual(
      expect.arrayContaining(['description', 'keywords', 'license', 'engines']),
    )
  }
})

test.each(names)('publint is content with %s', async (name) => {
  const { messages, pkg } = await publint({ pkgDir: join(project, 'node_modules', name), pack: false, strict: true })
  expect(messages.map((message) => formatMessage(message, pkg))).toEqual([])
})

test.each(published.map(({ manifest }) => [manifest.name, manifest] as const))(
  '%s: what the benchmarks run, under the condition "compiled", is what is published',
  (_, { exports = {}, publishConfig }) => {
    const compiled = Object.entries(exports).flatMap(([subpath, entry]) =>
      typeof entry === 'string' ? [] : [[subpath, entry.compiled]],
    )
    const published = Object.entries(publishConfig?.exports ?? {}).flatMap(([subpath, to]) =>
      typeof to === 'string' ? [] : [[subpath, to.default]],
    )
    expect(compiled).toEqual(published)
  },
)

describe('every subpath exports what its source exports', () => {
  let expected: Record<string, string[]>
  beforeAll(async () => {
    expected = await exportsUnder(
      process.execPath,
      sources.map(([specifier, file]) => [specifier, pathToFileURL(file).href]),
    )
    for (const [specifier, found] of Object.entries(expected)) expect(found, specifier).not.toHaveLength(0)
  })
  test.each(nodes())('under Node %s', async (_, node) => {
    const found = await exportsUnder(
      node,
      specifiers.map((specifier) => [specifier, specifier]),
    )
    expect(found).toEqual(expected)
  })
})

describe('the rivulet command learns and says what it learned', () => {
  const lines = Array.from({ length: 200 }, (_, i) => JSON.stringify({ hour: i % 24, late: i % 24 > 12 }))
  test.each(nodes())('under Node %s', async (version, node) => {
    writeFileSync(join(project, 'events.jsonl'), lines.join('\n'))
    // npm links the command to its file, whose first line asks for the node on the path.
    const rivulet = `"${node}" "${realpathSync(join(project, 'node_modules', '.bin', 'rivulet'))}"`
    const snapshot = `${version}.safetensors`
    const out = await succeed(`${rivulet} train events.jsonl --label late --json --snapshot ${snapshot}`, project)
    const last = JSON.parse(out.trimEnd().split('\n').at(-1) as string)
    expect(last).toMatchObject({ done: true, events: 200, rejected: 0 })
    const described = JSON.parse(await succeed(`${rivulet} inspect ${snapshot} --json`, project))
    expect(described).toMatchObject({ events: 200, labels: [false, true], configuration: { model: 'auto' } })
    const manifest = readFileSync(join(project, 'node_modules', '@rivulet', 'cli', 'package.json'), 'utf8')
    expect(await succeed(`${rivulet} --version`, project)).toBe(`${JSON.parse(manifest).version}\n`)
  })
})

test('the declarations satisfy the strictest consumer', async () => {
  const imports = specifiers.map((specifier, i) => `export * as m${i} from '${specifier}'\n`)
  writeFileSync(join(project, 'consumer.ts'), imports.join(''))
  await succeed('tsc --noEmit --strict --exactOptionalPropertyTypes --module nodenext --types "" consumer.ts', project)
})

test('every example that a user can read passes the strictest types as it stands', async () => {
  const folder = join(project, 'examples')
  mkdirSync(folder)
  const installed = names.flatMap((name) => {
    const files = readdirSync(join(project, 'node_modules', name), { recursive: true, encoding: 'utf8' })
    return files
      .filter((file) => /^README\.md$|^dist.*\.d\.ts$/.test(file))
      .map((file) => [`${name}/${file}`, join(project, 'node_modules', name, file)] as const)
  })
  const documents = DOCUMENTS.map((file) => [file, join(root, file)] as const)
  const examples = [...installed, ...documents].flatMap(([name, file]) =>
    collectExamples(readFileSync(file, 'utf8')).map(({ line, code }) => ({ where: `${name}:${line}`, code })),
  )
  expect(examples.length).toBeGreaterThan(200)
  for (const [i, { code }] of examples.entries()) writeFileSync(join(folder, `${i}.ts`), `${code}\nexport {}\n`)
  symlinkSync(join(root, 'node_modules', '@types'), join(project, 'node_modules', '@types'), 'junction')
  const strictest = '--strict --exactOptionalPropertyTypes --noUncheckedIndexedAccess --noImplicitOverride'
  const options = `--noEmit ${strictest} --module nodenext --target es2023 --lib es2023,dom`
  const { code, output } = await run(`tsc ${options} --types node --skipLibCheck ${join(folder, '*.ts')}`, project)
  const errors = output.split('\n').filter((line) => line.includes('error TS'))
  const told = errors.map((line) =>
    line.replace(/^.*?(\d+)\.ts\((\d+),.*?: error /, (_, i, at) => {
      const { where, code } = examples[Number(i)] as { where: string; code: string }
      return `${where} ${JSON.stringify(code.split('\n')[Number(at) - 1])} `
    }),
  )
  expect(told).toEqual([])
  expect(code, output).toBe(0)
})

test('softmax alone costs a page less than 1 kB and brings nothing else', async () => {
  writeFileSync(join(project, 'page.js'), `import { softmax } from '@rivulet/core'\nglobalThis.softmax = softmax\n`)
  const bundled = await build({
    configFile: false,
    root: project,
    logLevel: 'error',
    build: { write: false, modulePreload: false, rolldownOptions: { input: join(project, 'page.js') } },
  })
  const { output } = bundled as Rolldown.RolldownOutput
  expect(output).toHaveLength(1)
  const { code, moduleIds } = output[0]
  expect(code).toContain('softmax')
  expect(gzipSync(code).length).toBeLessThan(1000)
  const strangers = moduleIds.filter((id) => !id.includes('/@rivulet/core/') && !id.endsWith('/page.js'))
  expect(strangers).toEqual([])
})
