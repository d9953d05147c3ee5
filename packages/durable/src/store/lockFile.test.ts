import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { beforeEach, describe, expect, test } from 'vitest'
import { Locked, lockFile } from './lockFile.ts'
import { nameOfProcess } from './process.ts'

let path: string
beforeEach(async () => {
  path = join(await mkdtemp(join(tmpdir(), 'rivulet-')), 'below', 'lock')
})

describe('a lock', () => {
  test('is held by one at a time, until it is released', async () => {
    const mine = await lockFile(path)
    await expect(lockFile(path)).rejects.toThrow(new Locked(path, process.pid))
    await expect(lockFile(path)).rejects.toMatchObject({ path, holder: process.pid })
    await mine.release()
    expect(await lockFile(path)).toBeDefined()
  })

  test('is had by exactly one of many who want it at once', async () => {
    const all = await Promise.allSettled(Array.from({ length: 20 }, () => lockFile(path)))
    expect(all.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  })

  test('of a process that was killed is taken over, and nothing is left beside it', async () => {
    const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'])
    await once(child, 'spawn')
    await lockFile(path).then((lock) => lock.release())
    await writeFile(path, await nameOfProcess(child.pid as number))
    await expect(lockFile(path)).rejects.toThrow(`the process ${child.pid} holds ${path} already`)
    child.kill('SIGKILL')
    await once(child, 'exit')
    expect(await lockFile(path)).toBeDefined()
    expect(await readdir(join(path, '..'))).toEqual(['lock'])
  })

  test.runIf(existsSync('/proc/self/stat'))(
    'of a zombie, killed but not noticed by its parent, is taken over',
    async () => {
      // The shell becomes a process that never asks how its child ended.
      const parent = spawn('sh', ['-c', 'sleep 600 & echo $!; exec sleep 600'])
      try {
        const [line] = await once(parent.stdout, 'data')
        const pid = Number(String(line))
        await lockFile(path).then((lock) => lock.release())
        await writeFile(path, await nameOfProcess(pid))
        await expect(lockFile(path)).rejects.toThrow(Locked)
        process.kill(pid, 'SIGKILL')
        while (!/\) [ZX] /.test(await readFile(`/proc/${pid}/stat`, 'utf8'))) await setTimeout(1)
        expect(await lockFile(path)).toBeDefined()
      } finally {
        parent.kill('SIGKILL')
      }
    },
  )

  test.each([
    ['of nobody', ''],
    ['of no process', 'nonsense'],
    ['of a process of the same number that began at another time', `${process.pid} 1`],
  ])('%s is taken over', async (_, content) => {
    await lockFile(path).then((lock) => lock.release())
    await writeFile(path, content)
    expect(await lockFile(path)).toBeDefined()
  })

  test('that cannot be written is an error', async () => {
    await lockFile(path)
    await expect(lockFile(join(path, 'below'))).rejects.toThrow(/ENOTDIR|EEXIST/)
  })
})
