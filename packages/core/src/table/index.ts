export { scores } from '../kernels/plain.ts'
export { Arena } from './arena.ts'
export { FeatureTable, type TableOptions } from './featureTable.ts'
export { Gathered } from './gathered.ts'
