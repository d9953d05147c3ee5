#!/usr/bin/env node
import { untilTerminated } from '@rivulet/durable'
import { outputOf } from './command/output.ts'
import { rivulet } from './command/rivulet.ts'

const complain = (line: string): void => {
  process.stderr.write(`${line}\n`)
}
// Who does not read what is wrong does not stop what goes well.
process.stderr.on('error', () => {})
const { print, drained, unread, exitCode } = outputOf(process.stdout, complain)

const code = await rivulet(process.argv.slice(2), {
  input: process.stdin,
  print,
  drained,
  complain,
  stopped: untilTerminated,
  unread,
})
process.exitCode = code
// An error of the last line comes after it.
process.on('exit', () => {
  process.exitCode = exitCode(code)
})
