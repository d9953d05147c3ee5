import { execFileSync } from 'node:child_process'
import { rmSync, truncateSync, writeFileSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { folderWith, run } from '../../test/rivulet.ts'
import { readBytes } from './readBytes.ts'

test('a file of more than 2 GiB is read, by every command that looks at one', async () => {
  const at = folderWith({ long: '' })
  // Nothing but zeros, which take no room on the disk.
  truncateSync(at('long'), 2 ** 31 + 5)
  try {
    const { code, error } = await run(['inspect', at('long')])
    expect({ code, error }).toMatchObject({ code: 1, error: expect.stringContaining('no snapshot of Rivulet') })
  } finally {
    rmSync(at('long'))
  }
})

test('what comes through a pipe is read whole, too', async () => {
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
