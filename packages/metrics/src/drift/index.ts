export { ADWIN } from './adwin.ts'
export { DDM } from './ddm.ts'
export { KLTest } from './klTest.ts'
export { PageHinkley } from './pageHinkley.ts'
