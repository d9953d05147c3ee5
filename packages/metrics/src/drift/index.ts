export { Adwin, type AdwinOptions } from './adwin.ts'
export { Ddm, type DdmOptions } from './ddm.ts'
export { KlTest, type KlTestOptions } from './klTest.ts'
export { PageHinkley, type PageHinkleyOptions } from './pageHinkley.ts'
