import { diffSnapshots } from '@rivulet/durable'
import type { DiffOptions } from '../command/options.ts'
import type { Terminal } from '../command/terminal.ts'
import { readSnapshot } from './readSnapshot.ts'

/**
 * `rivulet diff`: says what is different in two snapshots, a name a line; nothing if they are the same.
 *
 * @returns the exit code
 */
export async function diff({ before, after }: DiffOptions, { print }: Terminal): Promise<number> {
  const [a, b] = await Promise.all([readSnapshot(before), readSnapshot(after)])
  for (const line of diffSnapshots(a.bytes, b.bytes)) print(line)
  return 0
}
