import { join } from 'node:path'
import type { Disk } from './disk.ts'
import { ifAbsent } from './ifAbsent.ts'
import { makeFolder, syncFolder } from './makeFolder.ts'
import { Fenced } from './store.ts'

/** Where a store of files says whose turn it is. */
export interface EpochPlace {
  readonly disk: Disk
  readonly folder: string
  /** What the names of the files begin with: all other files of the folder are somebody else's. */
  readonly prefix: string
  /** What the store is called. */
  readonly name: string
}

/**
 * The epoch of a store of files: a file whose name ends with its number. Who opens the store makes the file of the next number, which only one
 * process can, and removes those before it: by that the ones who opened it before know that theirs is over.
 */
export class FileEpoch {
  readonly number: number
  readonly #place: EpochPlace

  private constructor(place: EpochPlace, number: number) {
    this.#place = place
    this.number = number
  }

  /** Takes the next epoch. */
  static async take(place: EpochPlace): Promise<FileEpoch> {
    const { disk, folder } = place
    await makeFolder(disk, folder)
    for (;;) {
      const taken = await numbersOf(place)
      const epoch = new FileEpoch(place, 1 + Math.max(0, ...taken))
      if (!(await epoch.#isMade())) continue
      await syncFolder(disk, folder)
      for (const older of taken) await disk.rm(epoch.#fileOf(older), { force: true })
      return epoch
    }
  }

  /** @throws Fenced if it is over */
  async check(): Promise<void> {
    const { disk, name } = this.#place
    const isThere = await disk.stat(this.#fileOf(this.number)).then(() => true, ifAbsent(false))
    if (isThere) return
    const taken = await numbersOf(this.#place)
    if (taken.some((other) => other > this.number)) throw new Fenced(name, this.number)
    // Somebody has removed it, perhaps with the whole folder.
    await makeFolder(disk, this.#place.folder)
    if (!(await this.#isMade())) return
    await syncFolder(disk, this.#place.folder)
  }

  /** Makes its file, unless there is one. */
  async #isMade(): Promise<boolean> {
    try {
      await (await this.#place.disk.open(this.#fileOf(this.number), 'wx')).close()
      return true
    } catch (error) {
      if ((error as { code?: unknown }).code === 'EEXIST') return false
      throw error
    }
  }

  #fileOf(number: number): string {
    return join(this.#place.folder, `${this.#place.prefix}${number}`)
  }
}

/** The epochs whose files are there. */
async function numbersOf({ disk, folder, prefix }: EpochPlace): Promise<number[]> {
  const names = await disk.readdir(folder).catch(ifAbsent([] as string[]))
  return names.flatMap((name) => {
    const number = name.startsWith(prefix) ? Number(name.slice(prefix.length)) : Number.NaN
    return Number.isSafeInteger(number) && number >= 1 ? [number] : []
  })
}
