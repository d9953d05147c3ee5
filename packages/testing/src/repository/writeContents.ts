/** `npm run readmes`: writes the list of everything that each package exports into its README; a test says when it is due. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { withContents } from './contents.ts'
import { publishedPackages, root } from './packages.ts'

for (const each of publishedPackages()) writeFileSync(join(root, each.folder, 'README.md'), withContents(each))
