export { COERCED } from './coerced.ts'
export { type DetectorSubject, detectorLaws } from './detectorLaws.ts'
export type { AsyncLaw, Law } from './law.ts'
export { learnerLaws } from './learnerLaws.ts'
export type { LearnerSubject } from './learnerSubject.ts'
export { metricLaws } from './metricLaws.ts'
export type { MetricEvent, MetricSubject, Reversible } from './metricSubject.ts'
export { mutant } from './mutant.ts'
export { type RegressorSubject, regressorLaws } from './regressorLaws.ts'
export { type StateSubject, snapshotLaws, tryMutant } from './snapshotLaws.ts'
export { type LawfulSignal, type LawfulSource, type SourceSubject, sourceLaws } from './sourceLaws.ts'
export {
  type LawfulOpenStore,
  type LawfulSnapshot,
  type LawfulStore,
  type StoreSubject,
  storeLaws,
} from './storeLaws.ts'
export { transformerLaws } from './transformerLaws.ts'
export type { TransformerSubject } from './transformerSubject.ts'
