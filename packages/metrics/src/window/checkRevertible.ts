import { check } from '@rivulet/core'

/** Refuses a metric that a window cannot use. */
export function checkRevertible(metric: unknown): void {
  const able = typeof (metric as { readonly revert?: unknown } | null | undefined)?.revert === 'function'
  check(able, 'metric', 'one that can revert; a baseline has its window inside', metric)
}
