import { check } from '@rivulet/core'
import type { Key } from './agingMap.ts'
import { type Field, keyReader, timeReader } from './fields.ts'
import type { Answer, JoinOptions } from './options.ts'

/** The options of a join, checked, with their defaults. */
export interface JoinRules<E, A extends Answer> {
  readonly key: (item: E | A) => Key
  readonly time: ((item: E | A) => number) | undefined
  readonly ttl: number
  readonly maxPending: number
  readonly onTimeout: { readonly y: A['y'] } | undefined
  /** Whether a second label is joined, as a correction of the first. */
  readonly corrections: boolean
}

/** Checks the options. */
export function joinRules<E, A extends Answer>(
  how: JoinOptions<A, Field<E | A, Key>, Field<E | A, number>>,
): JoinRules<E, A> {
  const { key, time, ttl = Infinity, maxPending = 100_000, onTimeout, onDuplicate = 'reject' } = how
  check(ttl >= 0, 'ttl', '≥ 0', ttl)
  check(ttl === Infinity || time !== undefined, 'ttl', 'given together with time', ttl)
  check(Number.isInteger(maxPending) && maxPending >= 1, 'maxPending', 'a whole number ≥ 1', maxPending)
  check(onDuplicate === 'reject' || onDuplicate === 'join', 'onDuplicate', "'reject' or 'join'", onDuplicate)
  return {
    key: keyReader(key),
    time: time === undefined ? undefined : timeReader(time),
    ttl,
    maxPending,
    onTimeout,
    corrections: onDuplicate === 'join',
  }
}
