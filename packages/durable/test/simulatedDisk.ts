import { basename, dirname, join } from 'node:path'
import type { Disk, DiskFile, FileIdentity } from '../src/index.ts'

/** What a plan can do to an operation: nothing, fail it with this code, or take the power away in the middle of it. */
export type Fate = undefined | 'ENOSPC' | 'EIO' | 'EROFS' | 'EMFILE' | 'crash'

interface Inode {
  readonly ino: number
  /** What a reader sees. */
  bytes: Uint8Array
  /** What is certainly on the disk. */
  synced: Uint8Array
}

type Names = Map<string, Inode>

const FOLDER: Inode = { ino: 0, bytes: new Uint8Array(), synced: new Uint8Array() }

/**
 * A disk in memory that forgets what was not synced when the power goes: of a file's unsynced bytes it keeps any part, of a folder's
 * unsynced names each or not. Every operation can fail. After a crash all operations fail until `powerOn`.
 */
export class SimulatedDisk implements Disk {
  /** Decides what happens to the next operation. */
  fate: (operation: string, path: string) => Fate = () => undefined
  /** Operations so far, for a plan to count. */
  operations = 0
  dead = false
  #folders = new Map<string, { names: Names; synced: Names }>([['/', { names: new Map(), synced: new Map() }]])
  readonly #random: () => number
  #inodes = 0

  /** @param random - numbers from 0 to 1 that decide what a crash leaves */
  constructor(random: () => number) {
    this.#random = random
  }

  /** Ends a crash: what it left is now on the disk. */
  powerOn(): void {
    this.dead = false
    this.fate = () => undefined
    for (const folder of this.#folders.values()) {
      const left: Names = new Map()
      for (const name of new Set([...folder.names.keys(), ...folder.synced.keys()])) {
        const inode = (this.#random() < 0.5 ? folder.names : folder.synced).get(name)
        if (inode !== undefined) left.set(name, inode)
      }
      folder.names = left
      folder.synced = new Map(left)
      for (const inode of left.values()) {
        if (inode === FOLDER) continue
        const kept = inode.synced.length + Math.floor(this.#random() * (1 + inode.bytes.length - inode.synced.length))
        inode.bytes = this.#random() < 0.5 ? inode.bytes.slice(0, Math.max(kept, 0)) : inode.synced
        if (this.#random() < 0.3) inode.bytes.fill(0, inode.synced.length)
        // The pages of what was not synced reach the disk in any order.
        const hole = inode.synced.length + Math.floor(this.#random() * (inode.bytes.length - inode.synced.length))
        if (this.#random() < 0.3) inode.bytes.fill(0, hole, hole + Math.floor(this.#random() * 40))
        inode.synced = inode.bytes
      }
    }
    // A folder whose name was lost is lost with all that is in it.
    for (const path of [...this.#folders.keys()]) {
      if (path !== '/' && this.#folders.get(dirname(path))?.names.get(basename(path)) !== FOLDER)
        this.#folders.delete(path)
    }
  }

  async mkdir(path: string): Promise<void> {
    await this.#turn('mkdir', path)
    if (this.#folders.has(path)) throw failure('EEXIST', path)
    this.#folder(dirname(path)).names.set(basename(path), FOLDER)
    this.#folders.set(path, { names: new Map(), synced: new Map() })
  }

  async readdir(path: string): Promise<string[]> {
    await this.#turn('readdir', path)
    return [...this.#folder(path).names.keys()]
  }

  async stat(path: string): Promise<FileIdentity> {
    await this.#turn('stat', path)
    return this.#folders.has(path) ? identity(FOLDER) : identity(this.#inode(path))
  }

  async open(path: string, flags: 'r' | 'w' | 'a' | 'wx'): Promise<DiskFile> {
    await this.#turn('open', path)
    const folderPath = join(path, '.').replace(/(.)\/$/, '$1')
    if (this.#folders.has(folderPath) && flags === 'r') return this.#openFolder(folderPath)
    const { names } = this.#folder(dirname(path))
    if (flags === 'wx' && names.has(basename(path))) throw failure('EEXIST', path)
    if (flags === 'w' || !names.has(basename(path))) {
      if (flags === 'r') throw failure('ENOENT', path)
      names.set(basename(path), { ino: ++this.#inodes, bytes: new Uint8Array(), synced: new Uint8Array() })
    }
    const inode = this.#inode(path)
    return {
      appendFile: async (bytes) => {
        const half = bytes.slice(0, Math.floor(bytes.length * this.#random()))
        await this.#turn('write', path, () => {
          inode.bytes = concat(inode.bytes, half)
        })
        inode.bytes = concat(inode.bytes, bytes)
      },
      read: async (bytes, offset, length, position) => {
        await this.#turn('read', path)
        const part = inode.bytes.subarray(position, position + length)
        bytes.set(part, offset)
        return { bytesRead: part.length }
      },
      stat: async () => identity(inode),
      truncate: async (length) => {
        await this.#turn('truncate', path)
        const bytes = new Uint8Array(length)
        bytes.set(inode.bytes.subarray(0, length))
        inode.bytes = bytes
        if (inode.synced.length > length) inode.synced = inode.bytes
      },
      sync: async () => {
        await this.#turn('sync', path)
        inode.synced = inode.bytes
      },
      close: () => this.#turn('close', path),
    }
  }

  async rename(from: string, to: string): Promise<void> {
    await this.#turn('rename', to)
    const inode = this.#inode(from)
    this.#folder(dirname(to)).names.set(basename(to), inode)
    this.#folder(dirname(from)).names.delete(basename(from))
  }

  async rm(path: string): Promise<void> {
    await this.#turn('rm', path)
    this.#folder(dirname(path)).names.delete(basename(path))
  }

  /** Removes a folder with all that is in it, as somebody else does. */
  removeFolder(path: string): void {
    this.#folders.delete(path)
    this.#folder(dirname(path)).names.delete(basename(path))
  }

  #openFolder(path: string): DiskFile {
    const nothing = async (): Promise<void> => {}
    return {
      appendFile: nothing,
      read: async () => ({ bytesRead: 0 }),
      stat: async () => identity(FOLDER),
      truncate: nothing,
      close: () => this.#turn('close', path),
      sync: async () => {
        await this.#turn('syncFolder', path)
        const folder = this.#folder(path)
        folder.synced = new Map(folder.names)
      },
    }
  }

  #folder(path: string): { names: Names; synced: Names } {
    const folder = this.#folders.get(path)
    if (folder === undefined) throw failure('ENOENT', path)
    return folder
  }

  #inode(path: string): Inode {
    const inode = this.#folder(dirname(path)).names.get(basename(path))
    if (inode === undefined || inode === FOLDER) throw failure('ENOENT', path)
    return inode
  }

  async #turn(operation: string, path: string, part?: () => void): Promise<void> {
    await undefined
    if (this.dead) throw failure('EIO', path)
    this.operations += 1
    const fate = this.fate(operation, path)
    if (fate === undefined) return
    part?.()
    if (fate === 'crash') this.dead = true
    throw failure(fate === 'crash' ? 'EIO' : fate, path)
  }
}

function identity({ ino, bytes }: Inode): FileIdentity {
  return { ino, size: bytes.length, mtimeMs: ino }
}

function failure(code: string, path: string): Error {
  return Object.assign(new Error(`${code}: ${path}`), { code })
}

function concat(a: Uint8Array, b: Uint8Array): Uint8Array {
  const both = new Uint8Array(a.length + b.length)
  both.set(a)
  both.set(b, a.length)
  return both
}
