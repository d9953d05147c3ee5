export type { Law } from './law.ts'
export { learnerLaws } from './learnerLaws.ts'
export type { LearnerSubject } from './learnerSubject.ts'
export { type TransformerSubject, transformerLaws } from './transformerLaws.ts'
