import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { folderWith } from '../test/rivulet.ts'
import { COMMANDS } from './command/commands.ts'
import { helpOf } from './command/help.ts'

const README = readFileSync(new URL('../README.md', import.meta.url), 'utf8')
const MAIN = fileURLToPath(new URL('rivulet.ts', import.meta.url))

test('the shell example prints what stands below it', () => {
  const [, commands, printed] = /<!-- run -->\n\n```sh\n(.*?)```\n\n```\n(.*?)```/s.exec(README)!
  const at = folderWith()
  const script = `set -e\nrivulet() { "${process.execPath}" "${MAIN}" "$@"; }\n${commands}`
  const out = execFileSync('sh', ['-c', script], { cwd: at('.'), encoding: 'utf8' })
  const expected = printed!.trim().split('\n')
  const lines = out.trimEnd().split('\n').slice(-expected.length)
  for (const [i, line] of expected.entries()) {
    const pattern = line.split('…').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    expect(lines[i]).toMatch(new RegExp(`^${pattern.join('.*')}$`))
  }
})

test('the README and --help name the same options', () => {
  const named = (text: string): string[] => [...new Set(text.match(/--[a-z]+/g))].sort()
  expect(named(COMMANDS.map(helpOf).join())).toEqual(named(README.replace(/--(global|help|version)/g, '')))
})
