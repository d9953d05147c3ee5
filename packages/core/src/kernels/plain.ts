import type { FeatureTable, Gathered } from '../table/index.ts'
import type { RowRule } from './rowRule.ts'

/**
 * z_k = Σ_i w_ik x_i over the inputs of an event, each z_k summed in their order.
 *
 * @param table - w, in block 0 of its rows
 * @param event - x, gathered from that table
 * @param z - the scores, overwritten
 */
export function scores(table: FeatureTable, event: Gathered, z: Float64Array): void {
  const K = z.length
  let k = 0
  // Four sums are kept in registers at a time, then one: in memory they would take twice as long.
  for (; k + 3 < K; k += 4) fourScores(table.values, table.first + k, event, z, k)
  for (; k < K; k++) z[k] = score(table.values, table.first + k, event)
}

function fourScores(w: Float64Array, first: number, { n, places, values }: Gathered, z: Float64Array, k: number): void {
  let z0 = 0
  let z1 = 0
  let z2 = 0
  let z3 = 0
  for (let j = 0; j < n; j++) {
    const at = (places[j] as number) + first
    const x = values[j] as number
    z0 += (w[at] as number) * x
    z1 += (w[at + 1] as number) * x
    z2 += (w[at + 2] as number) * x
    z3 += (w[at + 3] as number) * x
  }
  z[k] = z0
  z[k + 1] = z1
  z[k + 2] = z2
  z[k + 3] = z3
}

function score(w: Float64Array, first: number, { n, places, values }: Gathered): number {
  let z = 0
  for (let j = 0; j < n; j++) z += (w[(places[j] as number) + first] as number) * (values[j] as number)
  return z
}

/** One step of a rule on every row of an event. */
export function step(table: FeatureTable, event: Gathered, rule: RowRule, gradient: Float64Array, eta: number): void {
  const { n, places, values } = event
  const { values: rows, first, block } = table
  for (let j = 0; j < n; j++) rule.step(rows, (places[j] as number) + first, block, gradient, values[j] as number, eta)
}

/** The first pass of a rule over every row of an event. */
export function measure(
  table: FeatureTable,
  event: Gathered,
  { event: pass }: RowRule,
  gradient: Float64Array,
  sums: Float64Array,
): void {
  const { n, places, values } = event
  const { values: rows, first, block } = table
  for (let j = 0; j < n; j++)
    pass?.measure(rows, (places[j] as number) + first, block, gradient, values[j] as number, sums)
}
