import { check } from '@rivulet/core'

/**
 * Refuses what cannot be put into a pipeline: the last part has to be a learner, those before it transformers or functions.
 *
 * @throws RangeError
 */
export function checkParts(steps: readonly unknown[], learner: unknown): void {
  check(hasAll(learner, ['predict', 'learn']), 'the last of a pipeline', 'a learner', learner)
  check(steps.length > 0, 'a pipeline', 'a transformer or a function, and then a learner', 'a learner alone')
  for (const [i, step] of steps.entries()) {
    const is = typeof step === 'function' || hasAll(step, ['transform', 'learn'])
    const word = hasAll(step, ['predict']) ? 'a learner, which comes last' : step
    check(is, `step ${i + 1} of a pipeline`, 'a transformer or a function', word)
  }
}

function hasAll(value: unknown, methods: readonly string[]): boolean {
  const object = Object(value) as Record<string, unknown>
  return methods.every((method) => typeof object[method] === 'function')
}
