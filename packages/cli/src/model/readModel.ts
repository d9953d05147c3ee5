import type { CommandModel } from './commandModel.ts'
import { restoredModel } from './openModel.ts'
import { readBytes } from './readBytes.ts'

/**
 * Reads the model that a file holds.
 *
 * @throws Error that names the file, if there is none, or it is no snapshot of `rivulet train`
 */
export async function readModel(file: string): Promise<CommandModel> {
  const bytes = await readBytes(file)
  try {
    return restoredModel(bytes)
  } catch (cause) {
    throw new Error(`${file}: ${(cause as Error).message}`, { cause })
  }
}
