import { InvalidEvent } from '@rivulet/core'
import { Accuracy, CrossEntropy, Estimate } from '@rivulet/metrics'
import type { Terminal } from '../command/terminal.ts'
import type { InputOptions } from '../input/inputOptions.ts'
import { recordsFor } from '../input/records.ts'
import { readModel } from '../model/readModel.ts'
import { count, jsonLine, nats, percent } from '../progress/index.ts'

/** What `rivulet compare` is asked for. */
export interface CompareOptions {
  readonly a: string
  readonly b: string
  readonly input: InputOptions
  readonly json: boolean
}

/**
 * `rivulet compare`: which of two models is better on the same records, with the interval of the difference: what is hard for both does not widen it.
 *
 * @returns the exit code: 1 if no record could be used
 */
export async function compare({ a, b, input, json }: CompareOptions, terminal: Terminal): Promise<number> {
  const [first, second] = await Promise.all([readModel(a), readModel(b)])
  if (
    JSON.stringify(first.spec.fields) !== JSON.stringify(second.spec.fields) ||
    first.spec.features !== second.spec.features
  ) {
    throw new Error(`${a} and ${b} were trained on other features; test each by itself`)
  }
  const signal = AbortSignal.any([terminal.stopped(), terminal.unread])
  const { batches } = await recordsFor(first, input, terminal, signal, true)
  const scores = [first, second].map(() => ({
    accuracy: new Estimate(() => new Accuracy()),
    crossEntropy: new Estimate(() => new CrossEntropy()),
  }))
  let good = 0
  let refused = 0
  for await (const batch of batches) {
    for (const recorded of batch) {
      try {
        if ('rejection' in recorded) throw new InvalidEvent(recorded.rejection.reason)
        const { x, y, weight } = recorded.event
        if (y === undefined) throw new InvalidEvent('the record has no label')
        const tickets = [first, second].map((model) => model.predict(x))
        for (const [i, { accuracy, crossEntropy }] of scores.entries()) {
          for (const metric of [accuracy, crossEntropy])
            metric.update(y, tickets[i] as (typeof tickets)[number], weight)
        }
        good++
      } catch (error) {
        if (!(error instanceof InvalidEvent)) throw error
        refused++
      }
    }
  }
  if (refused > 0) terminal.complain(`rivulet: ${refused} of ${good + refused} records could not be used`)
  if (good === 0) return 1
  const [one, other] = scores as [(typeof scores)[number], (typeof scores)[number]]
  const found = {
    events: good,
    accuracy: { a: one.accuracy.value, b: other.accuracy.value, difference: other.accuracy.minus(one.accuracy) },
    crossEntropy: {
      a: one.crossEntropy.value,
      b: other.crossEntropy.value,
      difference: other.crossEntropy.minus(one.crossEntropy),
    },
  }
  terminal.print(json ? jsonLine(found) : said(found, a, b))
  return 0
}

interface Found {
  readonly events: number
  readonly accuracy: Pair
  readonly crossEntropy: Pair
}

interface Pair {
  readonly a: number
  readonly b: number
  readonly difference: { readonly low: number; readonly high: number }
}

function said({ events, accuracy, crossEntropy }: Found, a: string, b: string): string {
  const { low, high } = crossEntropy.difference
  const verdict = high < 0 ? `${b} is better` : low > 0 ? `${a} is better` : 'which is better cannot be told from these'
  const between = ({ difference }: Pair, times: number, digits: number): string =>
    `${(times * difference.low).toFixed(digits)} to ${(times * difference.high).toFixed(digits)}`
  return [
    `${count(events)} events: ${verdict}.`,
    '',
    `accuracy       ${percent(accuracy.a)}  ${percent(accuracy.b)}  difference ${between(accuracy, 100, 2)} points`,
    `cross-entropy  ${nats(crossEntropy.a)}   ${nats(crossEntropy.b)}   difference ${between(crossEntropy, 1, 4)} nats`,
  ].join('\n')
}
