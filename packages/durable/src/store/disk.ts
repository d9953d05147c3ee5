import * as promises from 'node:fs/promises'

/** What tells one file from another, and how long it is. */
export interface FileIdentity {
  readonly ino: number
  /** In bytes. */
  readonly size: number
  /** When it was written last, in milliseconds. */
  readonly mtimeMs: number
}

/** An open file or folder. */
export interface DiskFile {
  /** Writes all of the bytes at the end. */
  appendFile(bytes: Uint8Array): Promise<void>
  /** Reads up to `length` bytes from a position into a part of `bytes`. */
  read(bytes: Uint8Array, offset: number, length: number, position: number): Promise<{ readonly bytesRead: number }>
  stat(): Promise<FileIdentity>
  /** Cuts the file to this length. */
  truncate(length: number): Promise<void>
  /** Returns when everything written is on the disk. */
  sync(): Promise<void>
  close(): Promise<void>
}

/**
 * What is asked of a file system: a part of `node:fs/promises`, small enough for a test to stand in for it and fail. It has no recursive
 * `mkdir`, which never returns below a folder such as `/proc` in which nothing can be made, and no `readFile`, which ends at 2 GiB.
 */
export interface Disk {
  /** Makes one folder; those above it are there. */
  mkdir(path: string): Promise<unknown>
  readdir(path: string): Promise<string[]>
  /** Opens a file: to read, to write anew, to append, or to write one that should not be there yet. */
  open(path: string, flags: 'r' | 'w' | 'a' | 'wx'): Promise<DiskFile>
  stat(path: string): Promise<FileIdentity>
  rename(from: string, to: string): Promise<void>
  rm(path: string, how: { readonly force: true }): Promise<void>
}

/** The real one. */
export const disk: Disk = promises
