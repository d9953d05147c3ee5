import type { Prediction } from '@rivulet/core'
import { InvalidEvent } from '@rivulet/core'
import type { Terminal } from '../command/terminal.ts'
import type { InputOptions } from '../input/inputOptions.ts'
import { type Recorded, recordsFor } from '../input/records.ts'
import type { CommandModel } from '../model/commandModel.ts'
import { readModel } from '../model/readModel.ts'
import { type Reason, Reasons } from './reasons.ts'

/** What `rivulet predict` is asked for. */
export interface PredictOptions {
  readonly snapshot: string
  readonly input: InputOptions
  /** How many reasons come with each prediction. */
  readonly explain: number
}

/**
 * `rivulet predict`: one line out for each record in, in their order: the label, the probabilities, and the reasons if they are asked for; or why the record is none.
 *
 * @returns the exit code: 1 if there was no good record
 */
export async function predict({ snapshot, input, explain }: PredictOptions, terminal: Terminal): Promise<number> {
  const model = await readModel(snapshot)
  const signal = AbortSignal.any([terminal.stopped(), terminal.unread])
  const { batches } = await recordsFor(model, input, terminal, signal, false)
  const reasons = explain > 0 ? new Reasons(model) : undefined
  let good = 0
  let bad = 0
  for await (const batch of batches) {
    for (const recorded of batch) {
      const line = lineFor(model, recorded, reasons, explain)
      if ('error' in line) bad++
      else good++
      terminal.print(JSON.stringify(line))
    }
    await terminal.drained()
    if (signal.aborted) break
  }
  if (signal.reason === 'SIGINT') return 130
  if (signal.reason === 'EPIPE') return 141
  if (bad > 0) terminal.complain(`rivulet: ${bad} of ${good + bad} records could not be read; their lines say why`)
  return good === 0 && bad > 0 ? 1 : 0
}

/** What is printed of a record. */
type Line =
  | {
      readonly label: unknown
      readonly probabilities: Readonly<Record<string, number>>
      readonly unseen?: number
      readonly reasons?: readonly Reason[] | null
    }
  | { readonly error: string; readonly line: number }

function lineFor(model: CommandModel, recorded: Recorded, reasons: Reasons | undefined, explain: number): Line {
  const { line } = recorded
  if ('rejection' in recorded) return { error: recorded.rejection.reason, line }
  const { x } = recorded.event
  try {
    const prediction = model.predict(x)
    const said = saidOf(prediction)
    if (reasons === undefined || prediction.label === undefined) return said
    return { ...said, reasons: reasons.of(x, prediction.label, explain) ?? null }
  } catch (error) {
    if (!(error instanceof InvalidEvent)) throw error
    return { error: error.message, line }
  }
}

function saidOf({ label, labels, probabilities, unseen }: Prediction): Exclude<Line, { readonly error: string }> {
  const shares = Object.fromEntries(labels.map((name, k) => [String(name), probabilities[k] as number]))
  return { label: label ?? null, probabilities: shares, ...(unseen === undefined ? {} : { unseen }) }
}
