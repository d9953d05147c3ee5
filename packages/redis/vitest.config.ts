export { default } from '@rivulet/testing/vitest'
