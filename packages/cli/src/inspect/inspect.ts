import type { Terminal } from '../command/terminal.ts'
import { describe } from './describe.ts'
import { formatDescription } from './formatDescription.ts'
import { readSnapshot } from './readSnapshot.ts'

/** What `rivulet inspect` is asked for. */
export interface InspectOptions {
  readonly file: string
  readonly json: boolean
  /** Whether arrays and texts are listed for people. */
  readonly all: boolean
}

/**
 * `rivulet inspect`: says what is in a snapshot.
 *
 * @returns the exit code
 */
export async function inspect({ file, json, all }: InspectOptions, { print }: Terminal): Promise<number> {
  const { bytes, snapshot } = await readSnapshot(file)
  const description = describe(snapshot, bytes)
  print(json ? JSON.stringify(description) : formatDescription(description, all))
  return 0
}
