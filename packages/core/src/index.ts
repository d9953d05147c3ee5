export { check } from './check.ts'
export { InvalidEvent } from './invalidEvent.ts'
export { argmax } from './probability/argmax.ts'
export type {
  Detector,
  Dtype,
  Label,
  Learner,
  LearnOptions,
  Metric,
  Outcome,
  Prediction,
  Rejection,
  Schedule,
  SnapshotReader,
  SnapshotWriter,
  SparseVector,
  Stateful,
  Transformer,
  Vector,
} from './vocabulary.ts'
