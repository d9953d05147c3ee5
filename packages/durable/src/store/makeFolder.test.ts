import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { disk } from './disk.ts'
import { makeFolder } from './makeFolder.ts'

test('a folder is made with those above it, or what stands in the way is said', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'rivulet-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  await Promise.all([makeFolder(disk, join(folder, 'a/b/c')), makeFolder(disk, join(folder, 'a/b/d'))])
  await makeFolder(disk, join(folder, 'a/b/c'))
  expect((await stat(join(folder, 'a/b/d'))).isDirectory()).toBe(true)
  writeFileSync(join(folder, 'file'), '')
  await expect(makeFolder(disk, join(folder, 'file/a'))).rejects.toThrow('ENOTDIR')
})

// Node's own recursive mkdir never comes back from there.
test.runIf(process.platform === 'linux')('a file system that makes no folders is an error at once', async () => {
  await expect(makeFolder(disk, '/proc/nope/deeper')).rejects.toThrow(
    "ENOENT: no such file or directory, mkdir '/proc/nope'",
  )
})
