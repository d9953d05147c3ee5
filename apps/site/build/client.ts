import { join } from 'node:path'
import { build } from 'vite'
import { DIST, SITE } from './folders.ts'

/** The packages that code in a page may import, each as a module of its own. */
export const PACKAGES = ['core', 'features', 'figures', 'metrics', 'models', 'optim', 'trainer'] as const

/** What the pages load: `site.js` is on each, the others where they are needed. */
const PAGES = {
  site: 'client/site.ts',
  lecture: 'client/lecture.ts',
  digit: 'client/digit/digit.ts',
  plane: 'client/plane/plane.ts',
}

/** What they start beside the page. */
const WORKERS = { runner: 'client/run/runner.ts', 'digit-worker': 'client/digit/worker.ts' }

/**
 * Builds everything that runs in the page into dist/assets, under names that do not change: a page that was cached knows them.
 * Each package keeps its exports, so that code that a reader edits imports what a user imports.
 */
export async function buildClient(): Promise<void> {
  const entries = Object.entries({ ...PAGES, ...WORKERS }).map(([name, file]) => [name, join(SITE, file)])
  const packages = PACKAGES.map((name) => [
    `packages/${name}`,
    join(SITE, '..', '..', 'packages', name, 'src', 'index.ts'),
  ])
  await build({
    configFile: false,
    root: SITE,
    base: './',
    publicDir: false,
    logLevel: 'error',
    build: {
      outDir: DIST,
      emptyOutDir: false,
      target: 'es2023',
      modulePreload: false,
      rolldownOptions: {
        input: Object.fromEntries([...entries, ...packages]),
        preserveEntrySignatures: 'strict',
        output: {
          entryFileNames: 'assets/[name].js',
          chunkFileNames: 'assets/chunks/[name]-[hash].js',
          assetFileNames: 'assets/[name][extname]',
        },
      },
    },
  })
}
