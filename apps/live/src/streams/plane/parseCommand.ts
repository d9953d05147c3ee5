import { check } from '@rivulet/core'
import { type ClassName, EDGE, type PlaneCommand } from './picture.ts'

/**
 * Reads what the page asks for.
 *
 * @param command - anything at all
 * @param classes - the classes there are
 * @throws RangeError for what makes no sense
 */
export function parseCommand(command: unknown, classes: readonly ClassName[]): PlaneCommand {
  const { classes: wanted, event } = Object(command) as { classes?: unknown; event?: unknown }
  check(wanted !== undefined || event !== undefined, 'plane', 'an event to add, or how many classes', command)
  return {
    // Whether the number makes sense is for the clusters to say.
    ...(wanted === undefined ? {} : { classes: wanted as number }),
    ...(event === undefined ? {} : { event: parseEvent(event, classes) }),
  }
}

function parseEvent(event: unknown, classes: readonly ClassName[]): PlaneCommand['event'] & {} {
  const { x, y, label } = Object(event) as { x?: unknown; y?: unknown; label?: unknown }
  return { x: coordinate('x', x), y: coordinate('y', y), label: known(label, classes) }
}

function coordinate(name: string, value: unknown): number {
  const inside = typeof value === 'number' && Math.abs(value) <= EDGE
  check(inside, name, `a number from −${EDGE} to ${EDGE}`, value)
  return value
}

function known(label: unknown, classes: readonly ClassName[]): ClassName {
  const found = classes.find((name) => name === label)
  check(found !== undefined, 'label', `one of ${classes.join(', ')}`, label)
  return found
}
