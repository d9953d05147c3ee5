import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { findTool, smallDisk } from '@rivulet/testing'
import { expect, onTestFinished, test } from 'vitest'
import { eventLines, folderWith, lastLine, run } from '../../test/rivulet.ts'

const LINES = eventLines(4000)
const tmpfs = findTool('tmpfs')

test('nothing learned, nothing written: the right options begin afresh', async () => {
  const at = folderWith({ 'e.txt': 'hour,late\n7,no\n8,no\n18,yes\n' })
  const wrong = await run(['train', at('e.txt'), '--label', 'late', '--format', 'jsonl', '--snapshot', at('m')])
  expect(wrong.error).toMatch(/4 refused/)
  expect([existsSync(at('m')), existsSync(at('m.lock'))]).toEqual([false, false])
  const right = await run(['train', at('e.txt'), '--label', 'late', '--format', 'csv', '--snapshot', at('m'), '--json'])
  expect([right.code, lastLine(right.out)]).toEqual([0, expect.objectContaining({ events: 3, rejected: 0 })])
})

test.runIf(process.platform === 'linux')('a folder that cannot be made is said in a line, at once', async () => {
  const at = folderWith({ 'e.jsonl': LINES.join('\n') })
  const { code, out, error } = await run(['train', at('e.jsonl'), '--label', 'late', '--snapshot', '/proc/nope/m'])
  expect([code, out, error]).toEqual([
    1,
    '',
    'rivulet: the snapshot /proc/nope/m cannot be written: there is no such folder (ENOENT)\n',
  ])
})

test.runIf(tmpfs)(
  'a disk that is full under the spool is said with the path, what it has taken, and what to do',
  async () => {
    // Some pieces of standard input fit, but not all.
    const disk = smallDisk(256)
    onTestFinished(() => disk.remove())
    const at = folderWith()
    const input = `${LINES.join('\n')}\n`
    const args = ['train', '-', '--label', 'late', '--json', '--snapshot', at('m'), '--spool', join(disk.folder, 's')]
    const { code, error } = await run(args, input.repeat(Math.ceil(2 ** 19 / input.length)))
    expect(code).toBe(1)
    const message =
      /the spool (\S+) takes no more: the disk is full \(ENOSPC\)\. It has taken (\d+) lines of standard input/
    const [, folder, taken] = message.exec(error)!
    expect(folder).toBe(join(disk.folder, 's'))
    const described = JSON.parse((await run(['inspect', at('m'), '--json'])).out)
    expect(described.entries).toBe(Number(taken))
    expect(readFileSync(at('m')).length).toBeGreaterThan(0)
  },
)

test.runIf(tmpfs)('a spool on a disk that is read-only is said as such', async () => {
  const disk = smallDisk(64)
  onTestFinished(() => disk.remove())
  mkdirSync(join(disk.folder, 's'))
  disk.remount('ro')
  const at = folderWith()
  const spool = join(disk.folder, 's', 'new')
  const { code, error } = await run(
    ['train', '-', '--label', 'late', '--snapshot', at('m'), '--spool', spool],
    LINES[0],
  )
  expect([code, error]).toEqual([1, `rivulet: the spool ${spool} cannot be written: the disk is read-only (EROFS)\n`])
})
