import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { type Row, rowOf } from '../row.ts'

/** What a page imports, and the ceiling for it, compressed. */
const IMPORTS = [
  { row: 'softmax alone', code: `export { softmax } from '@rivulet/core'`, ceiling: 1000 },
  {
    row: 'SoftmaxRegression, a schedule and train',
    code: `export { SoftmaxRegression } from '@rivulet/models'\nexport { inverseScaling } from '@rivulet/optim'\nexport { train } from '@rivulet/trainer'`,
    ceiling: 8000,
  },
  { row: 'AutoClassifier', code: `export { AutoClassifier } from '@rivulet/models'`, ceiling: 14_000 },
] as const

/** What typical imports cost a page, compressed, rxjs left out. */
export async function sizeRows(): Promise<Row[]> {
  const { build } = await import('vite')
  const rows: Row[] = []
  for (const { row, code, ceiling } of IMPORTS) {
    const entry = '\0entry'
    const built = await build({
      configFile: false,
      root: fileURLToPath(new URL('../../..', import.meta.url)),
      logLevel: 'error',
      plugins: [
        {
          name: 'entry',
          // As if the code stood in this package, whose dependencies it may import.
          resolveId(source) {
            return source === 'entry' ? entry : undefined
          },
          load: (id) => (id === entry ? code : undefined),
        },
        {
          name: 'from-here',
          enforce: 'pre',
          resolveId(source, importer) {
            if (importer !== entry) return undefined
            return this.resolve(source, fileURLToPath(import.meta.url), { skipSelf: true })
          },
        },
      ],
      build: {
        write: false,
        modulePreload: false,
        rolldownOptions: { input: 'entry', external: ['rxjs'], preserveEntrySignatures: 'strict' },
      },
    })
    const { output } = built as unknown as { output: readonly [{ code: string }] }
    const size = gzipSync(output[0].code, { level: 9 }).length
    rows.push(rowOf(row, 'ceiling', { ours: size, theirs: ceiling }, 1, 'bytes, gzip'))
  }
  return rows
}
