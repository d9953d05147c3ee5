import * as promises from 'node:fs/promises'

/** An open file or folder. */
export interface DiskFile {
  /** Writes all of the bytes at the end. */
  appendFile(bytes: Uint8Array): Promise<void>
  /** Reads up to `length` bytes from a position into a part of `bytes`. */
  read(bytes: Uint8Array, offset: number, length: number, position: number): Promise<{ readonly bytesRead: number }>
  /** Cuts the file to this length. */
  truncate(length: number): Promise<void>
  /** Returns when everything written is on the disk. */
  sync(): Promise<void>
  close(): Promise<void>
}

/** What is asked of a file system: a part of `node:fs/promises`, small enough for a test to stand in for it and fail. */
export interface Disk {
  /** Makes one folder; those above it are there. */
  mkdir(path: string): Promise<unknown>
  readdir(path: string): Promise<string[]>
  readFile(path: string): Promise<Uint8Array>
  open(path: string, flags: 'r' | 'w' | 'a'): Promise<DiskFile>
  rename(from: string, to: string): Promise<void>
  rm(path: string, how: { readonly force: true }): Promise<void>
}

/** The real one. */
export const disk: Disk = promises
