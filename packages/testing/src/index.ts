export { collectExamples, type Example, exampleToTest } from './examples.ts'
export { findTool, type ToolName, toolNames } from './findTool.ts'
export { same } from './same.ts'
export { type SmallDisk, smallDisk } from './smallDisk.ts'
