import { rmSync, writeFileSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { decode } from '@rivulet/core/snapshot'
import { findTool, smallDisk } from '@rivulet/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Average } from '../../test/average.ts'
import { fileStore, type SeekableSource, type Trained, trainDurably } from '../index.ts'

/**
 * Waits until a folder has a snapshot and none is on its way, which 20 looks in a row must find: a file system with a file open for
 * writing cannot be made read-only.
 */
async function rest(model: string): Promise<void> {
  for (let looks = 0; looks < 20; ) {
    const names: string[] = await readdir(model).catch(() => [])
    const resting = names.some((name) => name.endsWith('.safetensors')) && !names.includes('unfinished')
    looks = resting ? looks + 1 : 0
    await setTimeout(5)
  }
}

/** Three hundred events; the one in the middle comes when there is a snapshot. */
function eventsOf(folder: string): SeekableSource<number, number> {
  return {
    async *readFrom(position = 0) {
      for (let at = position; at < 300; at++) {
        if (at === 150) await rest(join(folder, 'model'))
        await setTimeout(0)
        yield [{ event: at % 7, at, next: at + 1 }]
      }
    },
  }
}

/** Trains with a snapshot of about 8 kB after every 20 events; `at` sees each event before it is learned. */
async function train(
  folder: string,
  at: (event: number) => void,
): Promise<{ result: Trained<number>; problems: string[] }> {
  const average = new Average()
  const problems: string[] = []
  let seen = 0
  const result = await trainDurably({
    source: eventsOf(folder),
    state: {
      save(to) {
        average.save(to)
        to.array('weights', new Float64Array(1000).fill(average.value))
      },
      load: (from) => average.load(from),
    },
    store: fileStore(join(folder, 'model')),
    every: 20,
    step: (event) => {
      at(seen++)
      average.learn(event)
    },
    onProblem: ({ message }) => problems.push(message),
  })
  return { result, problems }
}

async function newestEntries(folder: string): Promise<number> {
  const [newest] = await fileStore(join(folder, 'model')).list()
  return Number(
    decode(await newest!.read())
      .child('progress')
      .text('entries'),
  )
}

describe.skipIf(findTool('tmpfs') === undefined)('on a real file system of 64 kB', () => {
  let disk: ReturnType<typeof smallDisk>
  let folder: string
  beforeAll(() => {
    disk = smallDisk(64)
    folder = disk.folder
  })
  afterAll(() => disk.remove())

  test('training goes on when it is full, loudly, keeps the last good snapshot, and saves again when there is room', async () => {
    const full = join(folder, 'full')
    const { result, problems } = await train(folder, (event) => {
      if (event === 150) {
        for (let size = 1 << 16; size >= 1; size >>= 1) {
          try {
            writeFileSync(full, new Uint8Array(size), { flag: 'a' })
          } catch {
            // Full at this size; a smaller piece may still fit.
          }
        }
      }
    })
    expect(result).toMatchObject({ done: true, entries: 300 })
    expect(result.saved).toBeLessThan(300)
    expect(problems.at(-1)).toMatch(
      /after 300 entries was not written: .*: the disk is full \(ENOSPC\): make room on it$/,
    )
    expect(await newestEntries(folder)).toBe(result.saved)
    rmSync(full)
    const again = await train(folder, () => {})
    expect(again).toMatchObject({ problems: [], result: { entries: 300, saved: 300 } })
    expect(await newestEntries(folder)).toBe(300)
  })

  test('training goes on when it turns read-only, loudly, and keeps the last good snapshot', async () => {
    rmSync(join(folder, 'model'), { recursive: true })
    const { result, problems } = await train(folder, (event) => {
      if (event === 150) disk.remount('ro')
    })
    disk.remount('rw')
    expect(result).toMatchObject({ done: true, entries: 300 })
    expect(problems.at(-1)).toMatch(
      /after 300 entries was not written: .*: the disk is read-only \(EROFS\): make it writable/,
    )
    expect(await newestEntries(folder)).toBe(result.saved)
  })
})
