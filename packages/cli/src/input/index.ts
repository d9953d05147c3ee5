export { type Labelled, labelled } from './labelled.ts'
export { type LinePosition, standardInput } from './standardInput.ts'
