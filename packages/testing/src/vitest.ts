import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { Plugin } from 'vite'
import { transformWithOxc } from 'vite'
import type { ViteUserConfig } from 'vitest/config'
import { collectExamples, exampleToTest } from './examples.ts'

/** Loads `file?examples` as a module whose tests are the fenced ts blocks of that file. */
function examples(): Plugin {
  return {
    name: 'rivulet:examples',
    enforce: 'pre',
    // A document may stand outside the package that runs it, as the root README does: its imports are that package's.
    resolveId(source, importer) {
      if (!importer?.endsWith('?examples') || !/^[@\w]/.test(source)) return undefined
      return this.resolve(source, `${this.environment.config.root}/examples.ts`, { skipSelf: true })
    },
    async load(id) {
      const [file, query] = id.split('?')
      if (file === undefined || query !== 'examples') return undefined
      const tests = collectExamples(await readFile(file, 'utf8')).map(
        ({ line, code }) => `test(${JSON.stringify(`${file}:${line}`)}, async () => {\n${exampleToTest(code)}\n})`,
      )
      const source = [
        `import { test } from 'vitest'`,
        `import { same as __same } from '@rivulet/testing'`,
        ...tests,
      ].join('\n')
      return { ...(await transformWithOxc(source, `${file}.ts`)), moduleType: 'js' }
    },
  }
}

/** The vitest configuration shared by all packages. */
const config: ViteUserConfig = {
  plugins: [examples()],
  test: {
    include: ['src/**/*.test.ts'],
    setupFiles: [fileURLToPath(new URL('./setup.ts', import.meta.url))],
    // Only what hangs takes as long: a machine that is busy with other things is slow, and that is no failure.
    testTimeout: 600_000,
    hookTimeout: 600_000,
    passWithNoTests: false,
  },
}

export default config
