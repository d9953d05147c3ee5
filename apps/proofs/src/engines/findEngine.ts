import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Where `npm run engines` puts what npm has of engines: not among what `npm start` installs, for it is 300 MB. */
export const ENGINES: string = fileURLToPath(new URL('../../../../node_modules/.engines', import.meta.url))

/** Where npm's packages of engines keep their programs: no script of theirs has to run for that. */
const PROGRAMS = [
  `@deno/${process.platform}-${process.arch}-glibc`,
  `@deno/${process.platform}-${process.arch}`,
  `@oven/bun-${process.platform}-${process.arch === 'arm64' ? 'aarch64' : process.arch}/bin`,
  `@cloudflare/workerd-${process.platform}-${process.arch === 'arm64' ? 'arm64' : '64'}/bin`,
].map((folder) => join(ENGINES, 'node_modules', folder))

/** The first command of that name on the path, or among what `npm run engines` installed, in a folder that will do. */
export function findCommand(name: string, willDo: (folder: string) => boolean = () => true): string | undefined {
  return [...PROGRAMS, ...(process.env['PATH'] ?? '').split(delimiter)]
    .filter((folder) => folder !== '' && willDo(folder))
    .map((folder) => join(folder, name))
    .find((file) => {
      try {
        accessSync(file, constants.X_OK)
        return true
      } catch {
        return false
      }
    })
}
