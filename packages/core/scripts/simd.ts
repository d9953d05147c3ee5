/**
 * Writes src/kernels/simd.gen.ts: the module that simdText.ts is the text of, assembled. Run it after a change there:
 * `node packages/core/scripts/simd.ts`; a test assembles and compares.
 */
import { writeFileSync } from 'node:fs'
import { assembled, generated } from './simdModule.ts'

const bytes = await assembled()
writeFileSync(new URL('../src/kernels/simd.gen.ts', import.meta.url), generated(bytes))
console.log(`${bytes.length} bytes`)
