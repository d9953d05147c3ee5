import type { Label, Learner, Prediction, SnapshotReader, SnapshotWriter, Stateful, Vector } from '@rivulet/core'
import { readExpected, record } from '@rivulet/core/snapshot'
import type { Step } from '@rivulet/durable'
import { FeatureHasher } from '@rivulet/features'
import { Accuracy, CrossEntropy, LastLabelBaseline, MajorityBaseline, Rolling } from '@rivulet/metrics'
import { AutoClassifier, SoftmaxRegression } from '@rivulet/models'
import type { TrainCommand } from '../command.ts'
import type { Row } from './row.ts'

/** How many of the last events the window holds. */
const WINDOW = 1000

/** All that is learned and kept running, and the step that does it. */
export interface Learning {
  readonly state: Stateful
  readonly step: Step<Row, Prediction>
  readonly metrics: Metrics
}

/** What is kept running. */
export interface Metrics {
  readonly accuracy: Accuracy
  readonly window: Rolling<Label, Accuracy>
  readonly crossEntropy: CrossEntropy
  readonly majority: MajorityBaseline
  readonly lastLabel: LastLabelBaseline
}

/** Predict, learn, and score the prediction that was made before: for each event in turn. */
export function learning({ label, model: name }: Pick<TrainCommand, 'label' | 'model'>): Learning {
  const hasher = new FeatureHasher()
  const model: Learner<Vector, Label> =
    name === 'auto' ? new AutoClassifier({ labels: 'open' }) : new SoftmaxRegression({ labels: 'open' })
  const metrics: Metrics = {
    accuracy: new Accuracy(),
    window: new Rolling(new Accuracy(), WINDOW),
    crossEntropy: new CrossEntropy(),
    majority: new MajorityBaseline(),
    lastLabel: new LastLabelBaseline(),
  }
  const all = Object.values(metrics)
  return {
    metrics,
    state: record({ label: named(label), hasher, model, ...metrics }),
    step({ fields, y }, emit) {
      const x = hasher.transform(fields)
      const ticket = model.predict(x)
      model.learn(x, y, { ticket })
      for (const metric of all) metric.update(y, ticket)
      emit(ticket)
    },
  }
}

/** Keeps a snapshot of one label from being continued with another. */
function named(label: string): Stateful {
  return {
    save(to: SnapshotWriter): void {
      to.text('name', JSON.stringify(label))
    },
    load(from: SnapshotReader): void {
      readExpected(from, 'name', JSON.stringify(label))
    },
  }
}
