#!/usr/bin/env node
import { untilTerminated } from '@rivulet/durable'
import { rivulet } from './command/rivulet.ts'

/** Whoever reads our output may stop, as `head` does: then there is nobody to work for. */
const unread = new AbortController()
process.stdout.on('error', () => unread.abort('EPIPE'))

process.exitCode = await rivulet(process.argv.slice(2), {
  input: process.stdin,
  print: (line) => console.log(line),
  complain: (line) => console.error(line),
  stopped: () => AbortSignal.any([untilTerminated(), unread.signal]),
})
