import { readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readManifest, root, workspacePackages } from './packages.ts'

interface TurboConfiguration {
  readonly tags?: readonly string[]
  readonly tasks?: Readonly<Record<string, unknown>>
  readonly boundaries?: { readonly tags: Readonly<Record<string, unknown>> }
}

function readTurbo(folder: string): TurboConfiguration {
  return JSON.parse(readFileSync(join(root, folder, 'turbo.json'), 'utf8')) as TurboConfiguration
}

const layers = readTurbo('.').boundaries?.tags ?? {}
const packages = workspacePackages().filter(({ folder }) => folder.startsWith('packages'))

describe('every package stands in a layer, named like its folder, and the root says what that layer may import', () => {
  test.each(packages.map(({ folder }) => folder))('%s', (folder) => {
    expect(readTurbo(folder).tags).toEqual([basename(folder)])
    expect(layers[basename(folder)]).toHaveProperty('dependencies.allow')
  })
})

describe('every script of the root brings the pinned pnpm by itself, or is called by one that does', () => {
  const { packageManager, scripts } = readManifest('.')
  const bootstrap = `npx --prefer-offline -y ${packageManager} `
  const tasks = Object.keys(readTurbo('.').tasks ?? {}).map((task) => task.replace('//#', ''))
  // npm runs these before and after the script they are named for, with whatever Node there is.
  const hooks = Object.keys(scripts).flatMap((name) => [`pre${name}`, `post${name}`])
  const called = Object.values(scripts).flatMap((line) => line.match(/(?<=pnpm@\S+ run )\S+/) ?? tasks)
  test.each(Object.keys(scripts).filter((name) => !called.includes(name) && !hooks.includes(name)))('%s', (name) => {
    expect(scripts[name]).toContain(bootstrap)
  })
  test.each(Object.values(scripts).filter((line) => line.includes('npx ')))('%s', (line) => {
    expect(line.startsWith(bootstrap)).toBe(true)
  })
})
