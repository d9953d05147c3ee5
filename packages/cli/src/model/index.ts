export { type OpenedModel, openModel } from './openModel.ts'
