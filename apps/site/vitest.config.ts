import type { ViteUserConfig } from 'vitest/config'

/** The tests open the built site in real browsers, one after the other: two cores. */
const config: ViteUserConfig = {
  test: {
    include: ['test/**/*.test.ts'],
    globals: true,
    testTimeout: 120_000,
    hookTimeout: 300_000,
    fileParallelism: false,
  },
}

export default config
