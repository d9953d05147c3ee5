import { type Label, logLoss, Random, sigmoid, type Vector } from '@rivulet/core'
import type { LogisticRegression } from '../logisticRegression.ts'
import { AutoClassifier } from './autoClassifier.ts'

/** An event of a test stream. */
export interface Event {
  x: number[]
  y: 0 | 1
}

/** A drifting logistic truth over features of very different scale, none of them centred. */
export function stream(events: number, seed = 1, drift = 0.02): Event[] {
  const random = new Random(seed)
  const truth = Array.from({ length: 6 }, () => 2 * random.normal())
  return Array.from({ length: events }, () => {
    for (let i = 0; i < 6; i++) truth[i]! += drift * random.normal()
    const u = truth.map(() => random.normal())
    const z = u.reduce((sum, ui, i) => sum + ui * truth[i]!, 0)
    return {
      x: u.map((ui, i) => (ui + 2) * [1, 1000, 0.01, 7, 30, 0.5][i]!),
      y: random.next() < sigmoid(z) ? 1 : 0,
    }
  })
}

/** Progressive validation: the mean log loss, and every probability of class 1. */
export function run(
  model: AutoClassifier | LogisticRegression,
  events: readonly { x: Vector; y: Label }[],
  delay = 0,
): { loss: number; p: number[] } {
  const waiting: [Vector, Label, ReturnType<AutoClassifier['predict']>][] = []
  const p: number[] = []
  let loss = 0
  for (const { x, y } of events) {
    const ticket = model.predict(x)
    loss += logLoss(ticket, y as never) / events.length
    p.push(ticket.probabilities[1] as number)
    waiting.push([x, y, ticket])
    if (waiting.length <= delay) continue
    const [xs, ys, ts] = waiting.shift()!
    model.learn(xs, ys as never, { ticket: ts as never })
  }
  return { loss, p }
}

/** A new model of two classes. */
export const auto = (): AutoClassifier => new AutoClassifier<Label>({ labels: [0, 1] })
