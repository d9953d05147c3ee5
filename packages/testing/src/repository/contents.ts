import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { exportsOf } from './exportsOf.ts'
import { root, type WorkspacePackage } from './packages.ts'

/** Where the list of everything that a package exports begins, at the end of its README. */
const HEADING = '\n## Everything it exports\n'

/** A README with the list of all that its package exports, as it should be now: names with the first sentence of their documentation. */
export function withContents({ folder, manifest }: WorkspacePackage): string {
  const [before = ''] = readFileSync(join(root, folder, 'README.md'), 'utf8').split(HEADING)
  const lists = Object.entries(manifest.exports ?? {}).flatMap(([subpath, entry]) => {
    if (typeof entry === 'string') return []
    const exported = exportsOf(join(root, folder, entry.default))
    const values = exported.filter(({ kind }) => kind === 'value')
    const types = exported.filter(({ kind }) => kind === 'type')
    const rows = [...values, ...types].map(({ name, sentence }) => `- \`${name}\`: ${sentence}`)
    return [`\nFrom \`${manifest.name}${subpath.slice(1)}\`:\n\n${rows.join('\n')}\n`]
  })
  return `${before.trimEnd()}\n${HEADING}${lists.join('')}`
}
