import { readdir } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { OptionError } from './options.ts'

/** A file that holds a stream, and the name that it gives it. */
export interface StreamFile {
  readonly stream: string
  readonly path: string
}

/**
 * The streams of a folder, by name: its files *.vw and *.vw.gz, named without these ends.
 *
 * @throws OptionError if there is no such folder, or no such file in it
 */
export async function streamFiles(folder: string): Promise<readonly StreamFile[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: Error) => {
    throw new OptionError(`cannot read DIR: ${error.message}`)
  })
  const files = entries
    .filter((entry) => !entry.isDirectory() && /.\.vw(\.gz)?$/.test(entry.name))
    .map(({ name }) => ({ stream: basename(name).replace(/\.vw(\.gz)?$/, ''), path: join(folder, name) }))
    .sort((a, b) => (a.path < b.path ? -1 : 1))
  if (files.length === 0) throw new OptionError(`there is no *.vw and no *.vw.gz in ${folder}`)
  return files
}
