import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { withContents } from './contents.ts'
import { publishedPackages, root } from './packages.ts'

const packages = publishedPackages()

describe('every exported name stands in the README of its package with its first sentence: npm run readmes', () => {
  test.each(packages.map((each) => [each.folder, each] as const))('%s', (folder, each) => {
    expect(readFileSync(join(root, folder, 'README.md'), 'utf8')).toBe(withContents(each))
  })
})

describe('what a document links to is there, and what a package’s README links to comes with it or has a full address', () => {
  const own = [
    'README.md',
    'CONTRIBUTING.md',
    'packages/LECTURES.md',
    'packages/EXERCISES.md',
    ...globSync('docs/*.md', { cwd: root }),
  ]
  const readmes = packages.map(({ folder }) => join(folder, 'README.md'))
  const links = (file: string): string[] =>
    [...readFileSync(join(root, file), 'utf8').matchAll(/\]\(([^)\s]+)\)/g)].map(([, to]) => to as string)

  test.each(own)('%s', (file) => {
    const missing = links(file).filter(
      (to) => !/^(https?:|#)/.test(to) && !existsSync(join(root, dirname(file), to.replace(/#.*/, ''))),
    )
    expect(missing).toEqual([])
  })
  test.each(readmes)('%s', (file) => {
    expect(links(file).filter((to) => !/^(https:|#)/.test(to))).toEqual([])
  })
})
