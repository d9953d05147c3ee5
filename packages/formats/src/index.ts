export { parseLibsvm } from './libsvm/parseLibsvm.ts'
export { FeatureNames } from './names/featureNames.ts'
export type { VwExample } from './vw/vwExample.ts'
export { type VwOptions, VwReader } from './vw/vwReader.ts'
