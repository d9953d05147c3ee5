import { decode } from '@rivulet/core/snapshot'
import type { ModelSpec } from './modelSpec.ts'
import { specOf } from './openModel.ts'
import { readBytes } from './readBytes.ts'

/** What the newest good snapshot of a file was asked for, so that it need not be said again; `undefined` if there is none. */
export async function savedSpec(path: string | undefined): Promise<ModelSpec | undefined> {
  if (path === undefined) return undefined
  for (const name of [path, `${path}.previous`]) {
    try {
      return specOf(
        decode(await readBytes(name))
          .child('state')
          .child('configuration'),
      )
    } catch {
      // Whoever restores it says what is wrong with it.
    }
  }
  return undefined
}
