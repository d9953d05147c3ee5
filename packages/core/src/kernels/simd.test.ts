/// <reference types="node" />
import { readFileSync } from 'node:fs'
import { describe, expect, test, vi } from 'vitest'
import { assembled, generated } from '../../scripts/simdModule.ts'
import type { FeatureTable, Gathered, RowLoops } from '../table/index.ts'

test('the module that is checked in is what its text assembles to, in less than 4 kB', async () => {
  const bytes = await assembled()
  expect(readFileSync(new URL('simd.gen.ts', import.meta.url), 'utf8')).toBe(generated(bytes))
  expect(bytes.length).toBeLessThan(4000)
})

/** Scores over a table that lies in memory, and whether its memory is WebAssembly's. */
async function scores(): Promise<{ z: number[]; inMemory: boolean }> {
  vi.resetModules()
  const table = await import('../table/index.ts')
  const rows: FeatureTable = new table.FeatureTable({ scores: 3 })
  const event: Gathered = new table.Gathered(rows, {})
  const loops: RowLoops = new table.RowLoops(rows, event)
  const x = Array.from({ length: 4000 }, (_, i) => Math.fround(1 / (i + 1)))
  event.gather(x)
  event.admit(x)
  for (const [i, at] of rows.places.entries()) for (let k = 0; k < 3; k++) rows.values[at + k] = 1 / (i + k + 3)
  const z = new Float64Array(3)
  loops.scores(z)
  return { z: [...z], inMemory: rows.arena.memory !== undefined }
}

describe('where WebAssembly is refused, the plain loops serve, with the same bits', () => {
  const real = (globalThis as { WebAssembly?: object }).WebAssembly as object
  const refuse = class {
    constructor() {
      throw new EvalError("WebAssembly.Module(): refused by 'unsafe-eval'")
    }
  }
  test.each<[string, object | undefined, boolean]>([
    ['by a policy that forbids to compile', { ...properties(real), Module: refuse }, true],
    ['at its instance', { ...properties(real), Instance: refuse }, true],
    ['with its memory', { ...properties(real), Memory: refuse }, false],
    ['for there is none', undefined, false],
  ])('%s', async (_, webAssembly, inMemory) => {
    const expected = await scores()
    expect(expected.inMemory).toBe(true)
    vi.stubGlobal('WebAssembly', webAssembly)
    try {
      expect(await scores()).toStrictEqual({ z: expected.z, inMemory })
    } finally {
      vi.unstubAllGlobals()
    }
  })
})

function properties(object: object): object {
  return Object.fromEntries(Object.getOwnPropertyNames(object).map((name) => [name, object[name as never]]))
}
