import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { folderWith } from '../../test/rivulet.ts'
import { readBytes } from './readBytes.ts'

test('a file is read in pieces, so that it may be longer than the system gives at once', async () => {
  const at = folderWith({})
  const bytes = new Uint8Array(10_000).map((_, i) => i % 251)
  writeFileSync(at('file'), bytes)
  for (const piece of [7, 9_999, 10_000, 10_001]) {
    expect(Buffer.from(await readBytes(at('file'), piece)).equals(bytes), `pieces of ${piece}`).toBe(true)
  }
})

test.skipIf(process.platform === 'win32')('what comes through a pipe is read whole, too', async () => {
  const at = folderWith({})
  const bytes = new Uint8Array(100_000).map((_, i) => i % 251)
  writeFileSync(at('file'), bytes)
  execFileSync('mkfifo', [at('pipe')])
  const [read] = await Promise.all([readBytes(at('pipe')), writeFile(at('pipe'), bytes)])
  expect(Buffer.from(read).equals(bytes)).toBe(true)
  expect(Buffer.from(await readBytes(at('file'))).equals(bytes)).toBe(true)
})

test('what cannot be read is said with its name', async () => {
  const at = folderWith({})
  await expect(readBytes(at('none'))).rejects.toThrow(`there is no file ${at('none')}`)
  await expect(readBytes(at('.'))).rejects.toThrow('is a folder')
})
