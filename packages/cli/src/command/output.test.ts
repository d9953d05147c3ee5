import { execFile } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { eventLines, folderWith, run } from '../../test/rivulet.ts'

const MAIN = fileURLToPath(new URL('../rivulet.ts', import.meta.url))
const LINES = eventLines(3000)

/** Runs a line of the shell, in which `rivulet` is the command. */
function shell(line: string): Promise<{ code: unknown; out: string; error: string }> {
  const script = `rivulet() { "${process.execPath}" "${MAIN}" "$@"; }\n${line}`
  return new Promise((resolve) => {
    execFile('bash', ['-c', script], (failed, out, error) => resolve({ code: failed?.code ?? 0, out, error }))
  })
}

describe.runIf(process.platform !== 'win32')('standard output', () => {
  const wholeOf = async (at: (name: string) => string): Promise<Buffer> => {
    await run(['train', at('e.jsonl'), '--label', 'late', '--snapshot', at('whole')])
    return readFileSync(at('whole'))
  }

  test('that nobody reads does not stop the learning of what is saved', async () => {
    const at = folderWith({ 'e.jsonl': `${LINES.join('\n')}\n` })
    const whole = await wholeOf(at)
    const command = `rivulet train ${at('e.jsonl')} --label late --snapshot ${at('m')}`
    expect(await shell(`set -o pipefail; ${command} | head -3`)).toMatchObject({ code: 0 })
    expect(readFileSync(at('m')).equals(whole)).toBe(true)
  })

  test('that nobody reads ends what is not saved, and the code says so', async () => {
    const at = folderWith({ 'e.jsonl': `${LINES.join('\n')}\n` })
    const { code } = await shell(`set -o pipefail; rivulet train ${at('e.jsonl')} --label late --follow | head -3`)
    expect(code).toBe(141)
  })

  test.runIf(existsSync('/dev/full'))('that is full is an error with its reason, after the snapshot', async () => {
    const at = folderWith({ 'e.jsonl': `${LINES.join('\n')}\n` })
    const whole = await wholeOf(at)
    const { code, error } = await shell(`rivulet train ${at('e.jsonl')} --label late --snapshot ${at('m')} > /dev/full`)
    expect(code).toBe(1)
    expect(error).toMatch(/^rivulet: standard output cannot be written: the disk is full \(ENOSPC\)\n/)
    expect(readFileSync(at('m')).equals(whole)).toBe(true)
    expect(await shell('rivulet --version > /dev/full')).toMatchObject({ code: 1 })
  })

  test('and standard error that nobody reads are no error', async () => {
    const at = folderWith({ 'e.jsonl': `${LINES.join('\n')}\n` })
    const whole = await wholeOf(at)
    await shell(`rivulet train ${at('e.jsonl')} --label late --snapshot ${at('m')} 2>&1 | head -1`)
    expect(readFileSync(at('m')).equals(whole)).toBe(true)
  })
})
