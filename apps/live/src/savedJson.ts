import type { SnapshotReader, SnapshotWriter } from '@rivulet/core'
import { checkSaved, InvalidSnapshot, readArray } from '@rivulet/core/snapshot'

/** Saves what JSON can say, as bytes: it is for people to see, and may be long. */
export function saveJson(to: SnapshotWriter, name: string, value: unknown): void {
  to.array(name, new TextEncoder().encode(JSON.stringify(value)), 'U8')
}

/** What a value of a snapshot should be: in words, for errors, and as a proof. */
export interface Expected<T> {
  readonly words: string
  readonly is: (value: unknown) => value is T
}

/**
 * Loads what {@link saveJson} saved.
 *
 * @throws InvalidSnapshot if it is no JSON, or not what is expected
 */
export function loadJson<T>(from: SnapshotReader, name: string, { words, is }: Expected<T>): T {
  const text = new TextDecoder().decode(readArray(from, name, 'U8'))
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (cause) {
    throw new InvalidSnapshot(`${name} in this snapshot is no JSON`, { cause })
  }
  checkSaved(is(value), name, words, value)
  return value
}

/** Whether a value of JSON is an object with names. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
