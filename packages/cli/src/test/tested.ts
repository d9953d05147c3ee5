import type { Label, Prediction } from '@rivulet/core'
import {
  Accuracy,
  BalancedAccuracy,
  Brier,
  CalibrationError,
  CohenKappa,
  ConfusionMatrix,
  CrossEntropy,
  LabelEntropy,
  MatthewsCorrelation,
  Precision,
  Recall,
  type ReliabilityBin,
  RocAuc,
  report,
} from '@rivulet/metrics'

/** Where a number lies. */
export interface Between {
  readonly value: number
  readonly low: number
  readonly high: number
}

/** A class under test. */
export interface TestedClass {
  readonly label: Label
  readonly events: number
  readonly precision: number
  readonly recall: number
  /** The area under the ROC curve of this class against all others. */
  readonly auc: number
}

/** Everything that `rivulet test` says. */
export interface Tested {
  readonly events: number
  readonly refused: number
  readonly passedOver: number
  readonly accuracy: Between
  /** Accuracy minus that of always guessing the most frequent label so far. */
  readonly aboveMajority: Between
  readonly aboveLastLabel: Between
  /** In nats. */
  readonly crossEntropy: Between
  /** Cross-entropy minus that of saying how often each label has come so far. */
  readonly aboveDistribution: Between
  readonly labelEntropy: number
  readonly balancedAccuracy: number
  readonly kappa: number
  readonly matthews: number
  readonly brier: number
  readonly calibrationError: number
  /** Of what was predicted with a probability in a bin: how much there was, the mean, and how often it was right. */
  readonly calibration: readonly ReliabilityBin[]
  readonly classes: readonly TestedClass[]
  /** How often a label (the row) was predicted as a label (the column). */
  readonly confusion: { readonly labels: readonly Label[]; readonly rows: readonly (readonly number[])[] }
}

/** So many classes have figures of their own. */
const CLASSES = 20

/** Scores predictions by everything there is. */
export class Tester {
  readonly #report = report({ accuracy: () => new Accuracy(), crossEntropy: () => new CrossEntropy() })
  readonly #entropy = new LabelEntropy()
  readonly #confusion = new ConfusionMatrix()
  readonly #whole = {
    balancedAccuracy: new BalancedAccuracy(),
    kappa: new CohenKappa(),
    matthews: new MatthewsCorrelation(),
    brier: new Brier(),
    calibrationError: new CalibrationError(),
  }
  readonly #classes: Map<Label, { events: number; precision: Precision; recall: Recall; auc: RocAuc }> = new Map()

  /** @param labels - the classes of the model */
  constructor(labels: readonly Label[]) {
    for (const label of labels.slice(0, CLASSES)) {
      this.#classes.set(label, {
        events: 0,
        precision: new Precision({ positive: label }),
        recall: new Recall({ positive: label }),
        auc: new RocAuc({ positive: label }),
      })
    }
  }

  /** Scores one prediction. */
  update(y: Label, prediction: Prediction, weight: number): void {
    this.#report.update(y, prediction, weight)
    for (const metric of [this.#entropy, this.#confusion, ...Object.values(this.#whole)])
      metric.update(y, prediction, weight)
    for (const [label, scores] of this.#classes) {
      if (label === y) scores.events++
      for (const metric of [scores.precision, scores.recall, scores.auc]) metric.update(y, prediction, weight)
    }
  }

  /** The figures. */
  read(refused: number, passedOver: number): Tested {
    const { accuracy, crossEntropy } = this.#report.read()
    const between = ({ value, interval }: { value: number; interval: { low: number; high: number } }): Between => ({
      value,
      low: interval.low,
      high: interval.high,
    })
    const minus = (value: number, other: { value: number; difference: { low: number; high: number } }): Between => ({
      value: value - other.value,
      low: other.difference.low,
      high: other.difference.high,
    })
    const values = Object.fromEntries(Object.entries(this.#whole).map(([name, { value }]) => [name, value]))
    const labels = this.#confusion.labels
    return {
      events: this.#report.events,
      refused,
      passedOver,
      accuracy: between(accuracy),
      aboveMajority: minus(accuracy.value, accuracy.baselines.majority),
      aboveLastLabel: minus(accuracy.value, accuracy.baselines.lastLabel),
      crossEntropy: between(crossEntropy),
      aboveDistribution: minus(crossEntropy.value, crossEntropy.baselines.distribution),
      labelEntropy: this.#entropy.value,
      ...(values as Pick<Tested, 'balancedAccuracy' | 'kappa' | 'matthews' | 'brier' | 'calibrationError'>),
      calibration: this.#whole.calibrationError.read(),
      classes: [...this.#classes].map(([label, { events, precision, recall, auc }]) => ({
        label,
        events,
        precision: precision.value,
        recall: recall.value,
        auc: auc.value,
      })),
      confusion: { labels, rows: labels.map((row) => labels.map((column) => this.#confusion.weightOf(row, column))) },
    }
  }
}
