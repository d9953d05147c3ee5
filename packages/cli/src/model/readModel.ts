import { readFile } from 'node:fs/promises'
import type { CommandModel } from './commandModel.ts'
import { restoredModel } from './openModel.ts'

/**
 * Reads the model that a file holds.
 *
 * @throws Error that names the file, if there is none, or it is no snapshot of `rivulet train`
 */
export async function readModel(file: string): Promise<CommandModel> {
  const bytes = await readFile(file).catch((cause) => {
    const reasons: Record<string, string> = { ENOENT: `there is no file ${file}`, EISDIR: `${file} is a folder` }
    throw new Error(reasons[cause.code] ?? cause.message, { cause })
  })
  try {
    return restoredModel(bytes)
  } catch (cause) {
    throw new Error(`${file}: ${(cause as Error).message}`, { cause })
  }
}
