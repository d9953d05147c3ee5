import type { Life } from './live.ts'

/** Something that learns in a process of its own and is killed. */
export interface Subject {
  readonly name: string
  /** Whether it can kill itself at an operation on the file system; else it is killed from outside alone. */
  readonly suicidal: boolean
  /** Writes what it is to learn into a folder. */
  prepare(folder: string, events: number, seed: number): NextLife
}

/**
 * The next life of its process.
 *
 * @param folder - where it keeps its snapshots
 * @param last - the operation on the file system at which it kills itself, from 1; 0 for none
 */
export type NextLife = (folder: string, last: number) => Life
