export { argmax } from './argmax.ts'
