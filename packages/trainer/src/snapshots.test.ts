import { snapshotLaws } from '@rivulet/core/conformance'
import { describe, test } from 'vitest'
import { SoftmaxLearner } from '../test/softmaxLearner.ts'
import { Challenger } from './drift/challenger.ts'
import { TimeOrder } from './order/timeOrder.ts'
import { PendingLabels } from './pending/pendingLabels.ts'

interface Event {
  readonly id: number | string
  readonly at: number
}
type Answer = Event & { readonly y: string }

const pending = (): PendingLabels<Event, Answer> =>
  new PendingLabels<Event, Answer>({ key: 'id', time: 'at', ttl: 9, maxPending: 8, onRejected() {} })
const order = (): TimeOrder<Event, Answer> => new TimeOrder<Event, Answer>({ time: 'at', lateness: 2, onRejected() {} })
const model = new SoftmaxLearner(2, [0, 1])
const challenger = (): Challenger<readonly number[], 0 | 1> =>
  new Challenger<readonly number[], 0 | 1>({
    model,
    create: () => new SoftmaxLearner(2, [0, 1]),
    events: 30,
    patience: 40,
  })

const subjects = {
  PendingLabels: snapshotLaws({
    create: pending,
    use(table, i) {
      const id = i % 3 === 0 ? `${i}` : i
      table.event({ id, at: i })
      const labelled = table.label({ id: i % 2 === 0 ? id : i + 5, at: i, y: 'ham' })
      for (const { y } of labelled) if (y !== 'ham') throw new Error(`${y} for a label`)
      for (const [name, n] of Object.entries(table.counts)) if (!(n >= 0)) throw new Error(`${name} is ${n}`)
    },
  }),
  TimeOrder: snapshotLaws({
    create: order,
    use(held, i) {
      const turns = [...held.event({ id: i, at: i }), ...held.label({ id: i, at: i - 1, y: 'ham' })]
      for (const turn of turns) if (typeof turn !== 'object') throw new Error(`${turn} for a turn`)
    },
  }),
  Challenger: snapshotLaws({
    create: challenger,
    use(contest, i) {
      contest.update({ x: [1, i % 2], y: i % 2 === 0 ? 0 : 1, loss: 0.1, alarm: i === 3 ? 'drift' : 'warning' })
    },
  }),
}

describe.each(Object.entries(subjects))('%s', (_, laws) => {
  for (const law of laws) test(law.name, () => law.check())
})
