import { fileURLToPath } from 'node:url'
import { build, type Rolldown } from 'vite'

/** The program with all it imports as one script, which any engine runs: no module, no import, nothing of Node. */
export async function bundle(): Promise<string> {
  const built = await build({
    configFile: false,
    root: fileURLToPath(new URL('.', import.meta.url)),
    publicDir: false,
    logLevel: 'error',
    build: {
      write: false,
      target: 'es2023',
      minify: false,
      lib: { entry: fileURLToPath(new URL('entry.ts', import.meta.url)), formats: ['iife'], name: 'engines' },
    },
  })
  const { output } = (built as Rolldown.RolldownOutput[])[0] as Rolldown.RolldownOutput
  return output[0].code
}

/** Before anything else a script may take WebAssembly away, as an engine has none that refuses it. */
export const WITHOUT_WEBASSEMBLY = 'delete globalThis.WebAssembly;\n'
