import { diffSnapshots } from '@rivulet/durable'
import type { Terminal } from '../command/terminal.ts'
import { readSnapshot } from './readSnapshot.ts'

/** What `rivulet diff` is asked for. */
export interface DiffOptions {
  readonly before: string
  readonly after: string
}

/**
 * `rivulet diff`: says what is different in two snapshots, a name a line; nothing if they are the same.
 *
 * @returns the exit code: 1 if anything is different
 */
export async function diff({ before, after }: DiffOptions, { print }: Terminal): Promise<number> {
  const [a, b] = await Promise.all([readSnapshot(before), readSnapshot(after)])
  const lines = diffSnapshots(a.bytes, b.bytes)
  for (const line of lines) print(line)
  return lines.length > 0 ? 1 : 0
}
