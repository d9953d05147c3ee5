export { check } from './check.ts'
export { checkLabel } from './checkLabel.ts'
export { checkNumber } from './checkNumber.ts'
export { checkProbabilities } from './checkProbabilities.ts'
export { checkPrediction, checkScored } from './checkScored.ts'
export { checkTicket } from './checkTicket.ts'
export { checkWeight, maxWeight } from './checkWeight.ts'
export { DAY, EventClock } from './eventClock.ts'
export { Heap } from './heap.ts'
export { InvalidEvent } from './invalidEvent.ts'
export { isLabel } from './isLabel.ts'
export { type LabelSpace, Labels, type LabelsOptions } from './labels.ts'
export { exp } from './math/exp.ts'
export { expm1 } from './math/expm1.ts'
export { log } from './math/log.ts'
export { log1p } from './math/log1p.ts'
export { pow } from './math/pow.ts'
export { tanh } from './math/tanh.ts'
export { checkBetween, checkNotNegative, checkOptions, checkPositive, checkWhole } from './options.ts'
export { argmax } from './probability/argmax.ts'
export { crossEntropy } from './probability/crossEntropy.ts'
export { entropy } from './probability/entropy.ts'
export { klDivergence } from './probability/klDivergence.ts'
export { logLoss } from './probability/logLoss.ts'
export { logSigmoid } from './probability/logSigmoid.ts'
export { logSumExp } from './probability/logSumExp.ts'
export { minProbability } from './probability/minProbability.ts'
export { oneHot } from './probability/oneHot.ts'
export { probabilityOf } from './probability/probabilityOf.ts'
export { sigmoid } from './probability/sigmoid.ts'
export { softmax } from './probability/softmax.ts'
export { softmaxJacobian } from './probability/softmaxJacobian.ts'
export { Random } from './random.ts'
export { show } from './show.ts'
export { axpy } from './vector/axpy.ts'
export { checkVector, maxFeatures, type VectorLimits } from './vector/checkVector.ts'
export { dot } from './vector/dot.ts'
export { isSparse } from './vector/isSparse.ts'
export type {
  Detector,
  DriftLevel,
  Dtype,
  Forecast,
  Label,
  Learner,
  LearnOptions,
  Metric,
  Outcome,
  Prediction,
  Quantity,
  RegressOptions,
  Regressor,
  Rejection,
  Schedule,
  SnapshotReader,
  SnapshotWriter,
  SparseVector,
  Stateful,
  Transformer,
  Vector,
} from './vocabulary.ts'
export { type Forecasting, withBaselines } from './withBaselines.ts'
