import { InvalidEvent } from '@rivulet/core'
import { hintFor } from '@rivulet/formats'
import type { Terminal } from '../command/terminal.ts'
import type { InputOptions } from '../input/inputOptions.ts'
import { recordsFor } from '../input/records.ts'
import { readModel } from '../model/readModel.ts'
import { jsonLine } from '../progress/index.ts'
import { formatTested } from './formatTested.ts'
import { Tester } from './tested.ts'

/** What `rivulet test` is asked for. */
export interface TestOptions {
  readonly snapshot: string
  readonly input: InputOptions
  readonly json: boolean
}

/**
 * `rivulet test`: predicts every record and compares with its label; the model learns nothing.
 *
 * @returns the exit code: 1 if no record could be used
 */
export async function test({ snapshot, input, json }: TestOptions, terminal: Terminal): Promise<number> {
  const model = await readModel(snapshot)
  const signal = AbortSignal.any([terminal.stopped(), terminal.unread])
  const { batches, passedOver, head, format } = await recordsFor(model, input, terminal, signal, true)
  const tester = new Tester(model.labels)
  let good = 0
  let refused = 0
  let last = ''
  const refuse = (line: number, reason: string): void => {
    refused++
    last = `${refused} refused, the last at line ${line}: ${reason}`
  }
  for await (const batch of batches) {
    for (const recorded of batch) {
      if ('rejection' in recorded) {
        refuse(recorded.line, recorded.rejection.reason)
        continue
      }
      const { x, y, weight } = recorded.event
      try {
        if (y === undefined) throw new InvalidEvent('the record has no label')
        tester.update(y, model.predict(x), weight)
        good++
      } catch (error) {
        if (!(error instanceof InvalidEvent)) throw error
        refuse(recorded.line, error.message)
      }
    }
    if (signal.aborted) return signal.reason === 'SIGINT' ? 130 : signal.reason === 'EPIPE' ? 141 : 0
  }
  if (last !== '') terminal.complain(`rivulet: ${last}`)
  if (good === 0) {
    const hint = hintFor(head, format)
    terminal.complain(`rivulet: nothing could be tested${hint === undefined ? '' : `: ${hint}`}`)
    return 1
  }
  const tested = tester.read(refused, passedOver())
  terminal.print(json ? jsonLine(tested) : formatTested(tested))
  return 0
}
