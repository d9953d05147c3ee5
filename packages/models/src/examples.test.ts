/** Every fenced ts block of this package's TSDoc and README runs as a test. */
import.meta.glob(['./**/*.ts', '!./**/*.test.ts', '../README.md', '../../LECTURES.md'], {
  query: '?examples',
  eager: true,
})
