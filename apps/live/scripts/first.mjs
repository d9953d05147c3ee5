/** Says before the first start that it installs: else it is silent for a while, and nobody knows why. Any Node runs it. */
import { existsSync } from 'node:fs'

if (!existsSync(new URL('../../../node_modules/.modules.yaml', import.meta.url)))
  console.error('The first start installs what it needs, about 150 MB: some 20 seconds, and a minute on a slow line.\n')
