import { describe, expect, test } from 'vitest'
import { ofErrors, ofLabels } from '../test/detectors.ts'
import { metrics } from '../test/metrics.ts'
import { quantityBaselines, quantityMetrics } from '../test/quantities.ts'
import * as drift from './drift/index.ts'
import * as all from './index.ts'

type Class = new (...args: never[]) => object

/** The exported classes whose objects are shown events. */
function watching(exports: Readonly<Record<string, unknown>>): [string, Class][] {
  return Object.entries(exports).filter((entry): entry is [string, Class] => {
    const prototype: unknown = typeof entry[1] === 'function' ? entry[1].prototype : undefined
    return typeof (prototype as { readonly update?: unknown } | undefined)?.update === 'function'
  })
}

describe('every law is tried on', () => {
  test.each(watching(all))('%s', (name, of) => {
    const all = [metrics, quantityMetrics, quantityBaselines].flatMap((of): (() => object)[] => Object.values(of))
    const found = all.some((create) => create() instanceof of)
    const where = 'packages/metrics/test/metrics.ts, or, if it is of quantities, to quantities.ts beside it'
    expect(found, `${name} is tried by no law: add it to ${where}`).toBe(true)
  })
  test.each(watching(drift))('%s', (name, of) => {
    const found = [...Object.values(ofErrors), ...Object.values(ofLabels)].some(({ create }) => create() instanceof of)
    expect(found, `${name} is tried by no law: add it to packages/metrics/test/detectors.ts`).toBe(true)
  })
})

test('nothing that is shown events is overlooked', () => {
  expect(watching(all).length).toBeGreaterThan(25)
  expect(watching(drift).length).toBeGreaterThanOrEqual(4)
})
