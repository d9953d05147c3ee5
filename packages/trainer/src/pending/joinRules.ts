import { check, checkOptions, checkWhole, DAY, isLabel } from '@rivulet/core'
import type { Key } from './agingMap.ts'
import { type Field, keyReader, timeReader } from './fields.ts'
import type { Answer, JoinOptions } from './options.ts'

/** The options of a join, checked, with their defaults. */
export interface JoinRules<E, A extends Answer> {
  readonly key: (item: E | A) => Key
  readonly time: ((item: E | A) => number) | undefined
  readonly ttl: number
  readonly maxPending: number
  readonly maxAhead: number
  readonly timeoutLabel: A['y'] | undefined
  /** Whether a second label is joined, as a correction of the first. */
  readonly corrections: boolean
}

const OPTIONS: readonly (keyof JoinOptions<Answer, unknown, unknown>)[] = [
  'duplicates',
  'key',
  'maxAhead',
  'maxPending',
  'onRejected',
  'onWarning',
  'time',
  'timeoutLabel',
  'ttl',
]

/** Checks the options. */
export function joinRules<E, A extends Answer>(
  options: JoinOptions<A, Field<E | A, Key>, Field<E | A, number>>,
): JoinRules<E, A> {
  checkOptions('joinLabels', options, OPTIONS)
  const { key, time, ttl = Infinity, maxPending = 100_000, timeoutLabel, duplicates = 'reject' } = options
  // Without a time to wait no time does harm.
  const { maxAhead = ttl === Infinity ? Infinity : Math.max(DAY, ttl) } = options
  check(isField(key), 'key', "a field of both, as key: 'id', or a function of either", key)
  check(time === undefined || isField(time), 'time', "a field of both, as time: 'at', or a function of either", time)
  check(typeof ttl === 'number' && ttl >= 0, 'ttl', '≥ 0', ttl)
  check(ttl === Infinity || time !== undefined, 'ttl', 'given together with time', ttl)
  checkWhole('maxPending', maxPending, 1)
  check(timeoutLabel === undefined || isLabel(timeoutLabel), 'timeoutLabel', 'a label', timeoutLabel)
  check(duplicates === 'reject' || duplicates === 'join', 'duplicates', "'reject' or 'join'", duplicates)
  return {
    key: keyReader(key),
    time: time === undefined ? undefined : timeReader(time),
    ttl,
    maxPending,
    maxAhead,
    timeoutLabel,
    corrections: duplicates === 'join',
  }
}

function isField(field: unknown): boolean {
  return (
    typeof field === 'string' || typeof field === 'number' || typeof field === 'symbol' || typeof field === 'function'
  )
}
