import { check } from '@rivulet/core'
import type { Speed } from '../streams/stream.ts'
import type { Life } from './life.ts'

/** What a page may ask for; one of them at least. */
const KEYS = ['paused', 'speed', 'plane', 'anew'] as const

/**
 * Does what the page asks for.
 *
 * @param command - anything that JSON can say
 * @param anew - begins the run anew
 * @throws RangeError for what makes no sense, before anything changes
 */
export function obey(command: unknown, { stream, clock, view }: Life, anew: () => void): void {
  const isObject = typeof command === 'object' && command !== null && !Array.isArray(command)
  check(isObject, 'a command', `an object with ${KEYS.join(', ')}`, command)
  const keys = Object.keys(command)
  for (const key of keys)
    check(
      KEYS.some((known) => known === key),
      'a command',
      `of ${KEYS.join(', ')}`,
      key,
    )
  check(keys.length > 0, 'a command', `an object with ${KEYS.join(', ')}`, command)
  const { paused, speed, plane, anew: forget } = command as Record<(typeof KEYS)[number], unknown>
  check(paused === undefined || typeof paused === 'boolean', 'paused', 'true or false', paused)
  const { speeds } = stream.about
  check(speed === undefined || speeds.includes(speed as Speed), 'speed', `one of ${speeds.join(', ')}`, speed)
  check(forget === undefined || forget === true, 'anew', 'true', forget)
  if (plane !== undefined) {
    check(stream.playground !== undefined, 'plane', 'for a stream that people add to', stream.about.stream)
    if (view.ended) throw new RangeError('the stream has ended')
    stream.playground.obey(plane)
  }
  if (paused !== undefined) clock.paused = paused
  if (speed !== undefined) clock.speed = speed as Speed
  if (forget === true) anew()
}
