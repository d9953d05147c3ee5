import {
  InvalidEvent,
  type Label,
  type Prediction,
  Random,
  type Stateful,
  type Vector,
  withBaselines,
} from '@rivulet/core'
import { record } from '@rivulet/core/snapshot'
import type { Step } from '@rivulet/durable'
import { pipeline, StandardScaler } from '@rivulet/features'
import { parseJson } from '@rivulet/formats'
import { Accuracy, CrossEntropy, FrequencyBias, LastLabelBaseline, MajorityBaseline, Rolling } from '@rivulet/metrics'
import { Adwin, Ddm, PageHinkley } from '@rivulet/metrics/drift'
import type { RegisteredLearner } from '@rivulet/models/test/learners'
import { PendingLabels } from '@rivulet/trainer'
import type { Line } from './stream.ts'

interface Waiting {
  readonly id: number
  readonly time: number
  readonly x: Vector
  readonly ticket: Prediction<Label>
}

type Answer = Extract<Line, { y: unknown }>

/**
 * Everything with state that a service would have: a scaled learner, the events that wait for labels, metrics, baselines, windows, drift
 * detectors that re-open the step size, and randomness.
 *
 * @param ttl - how long an event waits for its label, in the time of the stream
 */
export function service(
  { create }: Pick<RegisteredLearner, 'create'>,
  ttl = 300,
): { state: Stateful; step: Step<Line, number> } {
  const model = pipeline<Vector, Vector, Label>(new StandardScaler(), create())
  const pending = new PendingLabels<Waiting, Answer>({
    key: 'id',
    time: 'time',
    ttl,
    maxPending: 150,
    onRejected: () => {},
  })
  const metrics = {
    accuracy: new Accuracy(),
    crossEntropy: new CrossEntropy(),
    bias: new Rolling(new FrequencyBias(), { events: 50 }),
    recent: new Rolling(new Accuracy(), { events: 50 }),
    majority: new MajorityBaseline(),
    lastLabel: new LastLabelBaseline(),
  }
  const detectors = { adwin: new Adwin(), ddm: new Ddm(), pageHinkley: new PageHinkley() }
  const random = new Random(7)
  const step: Step<Line, number> = (line, emit) => {
    const labelled =
      'y' in line
        ? pending.label(line)
        : pending.event({ ...line, ticket: withBaselines(model.predict(line.x), metrics) })
    for (const { x, y, ticket } of labelled) {
      // The learner refuses what is no label before anything counts it.
      emit(model.learn(x, y, { ticket, weight: 0.5 + random.next() }))
      for (const metric of Object.values(metrics)) metric.update(y, ticket)
      const signs = Object.values(detectors).map((detector) => detector.update(ticket.label === y ? 0 : 1))
      if (signs.includes('drift')) model.reopen?.()
    }
  }
  return { state: record({ model, pending, random, ...metrics, ...detectors }), step }
}

const json = parseJson<unknown>()

/** Makes an event or a label of a line. */
export function parseLine(text: string): Line {
  const value = json(text)
  if (typeof value === 'object' && value !== null && 'time' in value && ('x' in value || 'y' in value))
    return value as Line
  throw new InvalidEvent('a line should have a time and an x or a y, but has not')
}
