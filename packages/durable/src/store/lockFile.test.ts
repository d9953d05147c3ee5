import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import { lockFile } from './lockFile.ts'

let path: string
beforeEach(async () => {
  path = join(await mkdtemp(join(tmpdir(), 'rivulet-')), 'below', 'lock')
})

describe('a lock', () => {
  test('is held by one at a time, until it is released', async () => {
    const mine = await lockFile(path)
    expect(await lockFile(path)).toBeUndefined()
    await mine?.release()
    expect(await lockFile(path)).toBeDefined()
  })

  test('is had by exactly one of many who want it at once', async () => {
    const all = await Promise.all(Array.from({ length: 20 }, () => lockFile(path)))
    expect(all.filter((lock) => lock !== undefined)).toHaveLength(1)
  })

  test('of a process that was killed is taken over, and nothing is left beside it', async () => {
    const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'])
    await once(child, 'spawn')
    const stat = await readFile(`/proc/${child.pid}/stat`, 'utf8').catch(() => '')
    const began = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? ''
    await lockFile(path).then((lock) => lock?.release())
    await writeFile(path, `${child.pid} ${began}`)
    expect(await lockFile(path)).toBeUndefined()
    child.kill('SIGKILL')
    await once(child, 'exit')
    expect(await lockFile(path)).toBeDefined()
    expect(await readdir(join(path, '..'))).toEqual(['lock'])
  })

  test.each([
    ['of nobody', ''],
    ['of no process', 'nonsense'],
    ['of a process of the same number that began at another time', `${process.pid} 1`],
  ])('%s is taken over', async (_, content) => {
    await lockFile(path).then((lock) => lock?.release())
    await writeFile(path, content)
    expect(await lockFile(path)).toBeDefined()
  })

  test('that cannot be written is an error', async () => {
    await lockFile(path)
    await expect(lockFile(join(path, 'below'))).rejects.toThrow(/ENOTDIR|EEXIST/)
  })
})
