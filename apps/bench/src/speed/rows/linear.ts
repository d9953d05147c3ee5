import type { Learner, Vector } from '@rivulet/core'
import { LogisticRegression, SoftmaxRegression } from '@rivulet/models'
import { contest, type Turn, timed } from '../contest.ts'
import { native } from '../native.ts'
import { type Row, rowOf } from '../row.ts'
import { dense, type Stream, sparse } from '../streams.ts'

const ETA = 0.01

/** Gradient descent against the same in C: the lectures' shapes, dense and sparse. */
export function* linearRows(): Generator<Row> {
  for (const [features, classes, events, needs] of [
    [3073, 10, 1500, 0.7],
    [784, 10, 6000, 0.7],
    [54, 7, 60_000, 0.3],
  ] as const) {
    const stream = dense(features, classes, events)
    const create = (): SoftmaxRegression<number> => new SoftmaxRegression({ labels: stream.labels, features, eta: ETA })
    const theirs = native('dense', features, classes, events)
    const name = `dense softmax SGD, ${features} × ${classes}`
    yield rowOf(`${name}, learn`, 'C', contest(learning(create(), stream), theirs), needs)
    if (features === 3073) {
      yield rowOf(`${name}, predict, then learn with its ticket`, 'C', contest(testing(create(), stream), theirs), 0.6)
      const plain = plainly(learning(create(), stream))
      yield rowOf(`${name}, learn, SIMD`, 'the plain loops', contest(learning(create(), stream), plain), 2)
    }
  }
  for (const [nonZeros, events, features, needs] of [
    [75, 60_000, undefined, 0.25],
    [75, 60_000, 2 ** 18, 0.5],
    [14, 200_000, undefined, 0.2],
  ] as const) {
    const stream = sparse(nonZeros, 18, events)
    const width = features === undefined ? {} : { features }
    const model = new LogisticRegression({ labels: [false, true], eta: ETA, ...width })
    const name = `sparse logistic SGD, ${nonZeros} of 2¹⁸, features ${features === undefined ? 'unknown' : 'given'}`
    yield rowOf(name, 'C', contest(learning(model, stream), native('sparse', nonZeros, 18, events)), needs)
  }
}

/** The same pass where there is no WebAssembly, so that a model that has never seen any stays on the heap. */
function plainly(turn: Turn): Turn {
  const scope = globalThis as { WebAssembly?: unknown }
  return () => {
    const { WebAssembly } = scope
    delete scope.WebAssembly
    try {
      return turn()
    } finally {
      scope.WebAssembly = WebAssembly
    }
  }
}

/** A pass that learns. */
export function learning<L extends number | boolean>(model: Learner<Vector, L>, { events }: Stream<L>): Turn {
  return () =>
    timed(events.length, () => {
      for (const { x, y } of events) model.learn(x, y)
    })
}

/** A pass that predicts, then learns with the ticket. */
export function testing<L extends number | boolean>(model: Learner<Vector, L>, { events }: Stream<L>): Turn {
  return () =>
    timed(events.length, () => {
      for (const { x, y } of events) model.learn(x, y, { ticket: model.predict(x) })
    })
}
