import { type Label, show } from '@rivulet/core'
import type { Terminal } from '../command/terminal.ts'
import type { CommandModel } from '../model/commandModel.ts'
import { readModel } from '../model/readModel.ts'

/** What `rivulet explain` is asked for. */
export interface ExplainOptions {
  readonly snapshot: string
  readonly top: number
  readonly json: boolean
}

/** The largest weights of a class. */
export interface ExplainedClass {
  readonly label: Label
  readonly bias: number
  /** Positive ones speak for the class, the largest in magnitude first; in units of the features as they are in the file. */
  readonly weights: readonly { readonly feature: string; readonly weight: number }[]
}

/**
 * `rivulet explain`: the largest weights by name for each class.
 *
 * @returns the exit code
 * @throws Error if the model has no weights
 */
export async function explain({ snapshot, top, json }: ExplainOptions, terminal: Terminal): Promise<number> {
  const model = await readModel(snapshot)
  const classes = model.labels.flatMap((label) => explained(model, label, top) ?? [])
  if (classes.length === 0) throw new Error(`${snapshot}: the model ${model.spec.model} has no weights to show`)
  if (json) terminal.print(JSON.stringify(classes))
  else {
    if (model.spec.model === 'auto') {
      terminal.print(
        'The weights of the one linear model that is nearest to the mixture; its predictions are not quite these.\n',
      )
    }
    terminal.print(classes.map(linesOf).join('\n\n'))
  }
  return 0
}

/** The largest weights of a class; `undefined` if the model has none. */
export function explained(model: CommandModel, label: Label, top: number): ExplainedClass | undefined {
  const found = model.coefficients(label)
  if (found === undefined) return undefined
  const weights = found.indices
    .map((index, i) => ({ index, weight: found.values[i] as number }))
    .filter(({ weight }) => weight !== 0)
    .sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight) || a.index - b.index)
    .slice(0, top)
    .map(({ index, weight }) => ({ feature: model.nameOf(index), weight }))
  return { label, bias: found.bias, weights }
}

function linesOf({ label, bias, weights }: ExplainedClass): string {
  const rows: [string, number][] = [
    ['(always)', bias],
    ...weights.map(({ feature, weight }): [string, number] => [feature, weight]),
  ]
  const shorten = (text: string): string => (text.length > 50 ? `${text.slice(0, 49)}…` : text)
  const width = Math.max(...rows.map(([name]) => shorten(name).length))
  return [
    `What speaks for ${show(label)}:`,
    ...rows.map(
      ([name, weight]) =>
        `  ${shorten(name).padEnd(width)}  ${weight < 0 ? '−' : '+'}${significantOf(Math.abs(weight))}`,
    ),
  ].join('\n')
}

function significantOf(x: number): string {
  return x !== 0 && (x < 1e-3 || x >= 1e6) ? x.toExponential(2) : String(Number(x.toPrecision(4)))
}
