/**
 * The proof of the same bits: one program of models and streams runs in every engine, with the kernels of WebAssembly and with the plain ones,
 * and the fingerprints of all snapshots must be those that are checked in.
 *
 *   npm run test:engines -- [--json]          what is missing is said; `npm run engines` installs what npm has
 *   REQUIRE=deno,bun npm run test:engines     what is named must be there; `REQUIRE=all` names every engine
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readOptions } from '../options.ts'
import { browsers } from './browsers.ts'
import { bundle } from './bundle.ts'
import type { Engine, Kernels } from './engine.ts'
import { fingerprint } from './fingerprint.ts'
import { GOLDEN } from './golden.ts'
import { shells } from './shells.ts'
import { workerd } from './workerd.ts'

const { json } = readOptions({})
const engines = [...shells, ...browsers, workerd]
const required = (process.env['REQUIRE'] ?? '').split(',').filter((name) => name !== '')
const unknown = required.find((name) => name !== 'all' && !engines.some((engine) => engine.name === name))
if (unknown !== undefined) {
  console.error(`REQUIRE should name ${engines.map(({ name }) => name).join(', ')} or all, but names ${unknown}`)
  process.exit(2)
}

const script = await bundle()
let reference: Record<string, string> | undefined
let failed = false
for (const engine of engines) {
  const path = engine.find()
  if (path === undefined) {
    const needed = required.includes('all') || required.includes(engine.name)
    failed ||= needed
    say({ engine: engine.name, absent: true, holds: !needed, install: engine.install })
    continue
  }
  for (const kernels of ['simd', 'plain'] as const) await prove(engine, path, kernels)
}
process.exitCode = failed ? 1 : 0

async function prove(engine: Engine, path: string, kernels: Kernels): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'rivulet-engine-'))
  try {
    const answer = JSON.parse(await engine.run(path, script, kernels, folder))
    const found = answer.fingerprints as Record<string, string>
    reference ??= found
    const hash = fingerprint(new TextEncoder().encode(JSON.stringify(found)))
    const others = Object.keys(found).filter((name) => found[name] !== reference?.[name])
    const holds = hash === GOLDEN && answer.kernels === kernels
    failed ||= !holds
    say({
      engine: engine.name,
      kernels: answer.kernels,
      hash,
      golden: GOLDEN,
      learners: Object.keys(found).length,
      holds,
      ...(holds ? {} : { others }),
    })
  } catch (error) {
    failed = true
    say({ engine: engine.name, kernels, holds: false, error: (error as Error).message.slice(0, 1000) })
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  }
}

/** A line an engine and kernel. */
function say(row: { readonly engine: string; readonly holds: boolean } & Record<string, unknown>): void {
  console.log(json ? JSON.stringify(row) : sentence(row))
}

function sentence({ engine, kernels, hash, holds, absent, install, error, others }: Record<string, unknown>): string {
  const name = String(engine).padEnd(22)
  if (absent === true) return `${name} absent: nothing is proven of it here (${install})`
  const first = (others as string[] | undefined)?.[0] ?? 'the checked-in hash'
  return `${name} ${String(kernels).padEnd(6)} ${hash ?? ''} ${holds ? 'as checked in' : `FAILS: ${error ?? `first at ${first}`}`}`
}
