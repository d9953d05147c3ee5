import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { findTool, toolNames } from './findTool.ts'

const jsc = process.platform === 'win32' ? 'jsc.exe' : 'jsc'
let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rivulet-tool-'))
  vi.spyOn(console, 'warn').mockImplementation(() => {})
})
afterEach(() => {
  rmSync(folder, { recursive: true })
  vi.restoreAllMocks()
  vi.unstubAllEnvs()
})

test('a program on the path is found, required or not, and nothing is said', () => {
  writeFileSync(join(folder, jsc), '')
  chmodSync(join(folder, jsc), 0o755)
  expect(findTool('jsc', { PATH: folder })).toBe(join(folder, jsc))
  expect(findTool('jsc', { PATH: folder, RIVULET_REQUIRE: 'jsc' })).toBe(join(folder, jsc))
  expect(console.warn).not.toHaveBeenCalled()
})

test('a missing program is announced with what it proves and how to install it', () => {
  expect(findTool('jsc', { PATH: folder, RIVULET_REQUIRE: 'chromium' })).toBeUndefined()
  expect(console.warn).toHaveBeenCalledWith(expect.stringMatching(/^jsc is not .*same bits.*apt-get install/))
})

test('a missing program that is required is an error', () => {
  expect(() => findTool('jsc', { PATH: folder, RIVULET_REQUIRE: 'chromium,jsc' })).toThrow(
    /^jsc is not on this machine/,
  )
})

test('a program that is there and of no use is as good as missing', () => {
  // Not even root mounts with a program that does nothing but fail.
  const mount = join(folder, process.platform === 'win32' ? 'mount.exe' : 'mount')
  writeFileSync(mount, '#!/bin/sh\nexit 1\n')
  chmodSync(mount, 0o755)
  vi.stubEnv('PATH', folder)
  expect(findTool('tmpfs', { PATH: folder })).toBeUndefined()
  expect(console.warn).toHaveBeenCalledWith(expect.stringMatching(/^tmpfs is not .*disk that is full.*root/))
  expect(() => findTool('tmpfs', { PATH: folder, RIVULET_REQUIRE: 'tmpfs' })).toThrow(/^tmpfs is not on this machine/)
})

test('a requirement that no program can meet is an error', () => {
  expect(() => findTool('jsc', { PATH: folder, RIVULET_REQUIRE: 'jcs' })).toThrow('but names jcs')
})

test('everything that this run requires is on this machine', () => {
  expect(() => toolNames.map((name) => findTool(name))).not.toThrow()
})
