import { globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The part of a package.json that the tests of the repository read. */
export interface Manifest {
  readonly name: string
  readonly packageManager?: string
  readonly private?: boolean
  /** The source, and what is built of it; for this repository alone, the source. */
  readonly exports?: Readonly<Record<string, string | { readonly compiled: string; readonly default: string }>>
  readonly publishConfig?: { readonly exports: Readonly<Record<string, string | { readonly default: string }>> }
  readonly scripts: Readonly<Record<string, string>>
  readonly dependencies?: Readonly<Record<string, string>>
  readonly peerDependencies?: Readonly<Record<string, string>>
}

/** A package of the workspace; `folder` is relative to the root of the repository. */
export interface WorkspacePackage {
  readonly folder: string
  readonly manifest: Manifest
}

/** The root of the repository. */
export const root: string = fileURLToPath(new URL('../../../..', import.meta.url))

/** Reads the package.json of a folder, which is relative to the root of the repository. */
export function readManifest(folder: string): Manifest {
  return JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8')) as Manifest
}

/** All packages of the workspace, in a fixed order. */
export function workspacePackages(): WorkspacePackage[] {
  return globSync('{apps,packages}/*/package.json', { cwd: root })
    .sort()
    .map((file) => ({ folder: dirname(file), manifest: readManifest(dirname(file)) }))
}

/** Those that users install. */
export function publishedPackages(): WorkspacePackage[] {
  return workspacePackages().filter(({ manifest }) => manifest.private !== true)
}
