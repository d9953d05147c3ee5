/**
 * What a package is published as, whoever packs it: `prepack` and `postpack` of every package call this, so that `npm pack` and
 * `pnpm pack` give the same tarball.
 *
 *   node ../testing/pack.mjs before   built anew; exports become those of publishConfig, workspace ranges become versions, the licence comes along
 *   node ../testing/pack.mjs after    everything as it was
 *
 * Plain JavaScript, for it runs under whichever Node packs. The manifest is kept aside in a file until `after`; one that is still there belongs to
 * a run that was interrupted, and is put back first.
 */
import { execFileSync } from 'node:child_process'
import { copyFileSync, existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'

const ASIDE = 'package.json.unpacked'
const LICENSE = '../../LICENSE'

if (existsSync(ASIDE)) {
  renameSync(ASIDE, 'package.json')
  rmSync('LICENSE', { force: true })
}
if (process.argv[2] === 'before') {
  rmSync('dist', { recursive: true, force: true })
  execFileSync('tsc', ['-p', 'tsconfig.build.json'], { stdio: 'inherit', shell: process.platform === 'win32' })
  copyFileSync('package.json', ASIDE)
  copyFileSync(LICENSE, 'LICENSE')
  const { devDependencies, publishConfig, ...manifest } = JSON.parse(readFileSync('package.json', 'utf8'))
  const { access, ...published } = publishConfig
  const dependencies = versions(manifest.dependencies)
  write({ ...manifest, ...published, publishConfig: { access }, dependencies })
}

/** At once or not at all, for packages are packed side by side and read each other's manifests. */
function write(manifest) {
  writeFileSync('package.json.packing', `${JSON.stringify(manifest, null, 2)}\n`)
  renameSync('package.json.packing', 'package.json')
}

/** `workspace:^` is the workspace's word for a caret and the version that the other package has now. */
function versions(dependencies = {}) {
  return Object.fromEntries(
    Object.entries(dependencies).map(([name, range]) => {
      if (range !== 'workspace:^') return [name, range]
      const { version } = JSON.parse(readFileSync(`../${name.replace('@rivulet/', '')}/package.json`, 'utf8'))
      return [name, `^${version}`]
    }),
  )
}
