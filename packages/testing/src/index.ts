export { collectExamples, type Example, exampleToTest } from './examples.ts'
export { same } from './same.ts'
