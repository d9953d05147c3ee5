import { spawn } from 'node:child_process'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { setTimeout as wait } from 'node:timers/promises'

/** One life of a process under test. */
export interface Life {
  readonly command: string
  readonly args: readonly string[]
  /** What comes on standard input; default nothing. */
  readonly input?: string
  /** Kill it so many milliseconds after it first said something. */
  readonly after?: number
  /** Kill it as soon as this is so, which is looked at every millisecond. */
  readonly once?: () => boolean
  /** What of its last line must be the same in every life; all of it unless given. */
  readonly essence?: (said: string) => string
  /** What it may say on standard error if it ends well. */
  readonly complaint?: RegExp
}

/** How a life ended. */
export interface Ended {
  readonly killed: boolean
  /** From its first word on, in milliseconds. */
  readonly lived: number
  /** The last line it said. */
  readonly said: string
}

/** Longer than any life takes, in milliseconds: who lives longer hangs. */
const FOREVER = 300_000

/** Lets a process live; one that fails, or hangs, is an error. */
export function live({
  command,
  args,
  input = '',
  after,
  once,
  essence = same,
  complaint = /^$/,
}: Life): Promise<Ended> {
  const child = spawn(command, args)
  // What is written to a process that was killed is lost, as it should be.
  pipeline(Readable.from(pieces(input)), child.stdin).catch(() => {})
  let [said, errors] = ['', '']
  let born = performance.now()
  let timer: NodeJS.Timeout | undefined
  const look = setInterval(() => {
    if (once?.() === true) child.kill('SIGKILL')
  }, 1)
  let hangs = false
  const watchdog = setTimeout(() => {
    hangs = true
    child.kill('SIGKILL')
  }, FOREVER)
  child.stdout.once('data', () => {
    born = performance.now()
    if (after !== undefined) timer = setTimeout(() => child.kill('SIGKILL'), after)
  })
  child.stdout.on('data', (chunk) => {
    said += String(chunk)
  })
  child.stderr.on('data', (chunk) => {
    errors += String(chunk)
  })
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code, signal) => {
      clearTimeout(timer)
      clearInterval(look)
      clearTimeout(watchdog)
      const lived = performance.now() - born
      if (hangs) reject(new Error(`${command} ${args.join(' ')} hangs: ${errors}`))
      else if (signal === 'SIGKILL') resolve({ killed: true, lived, said: '' })
      else if (code === 0 && complaint.test(errors))
        resolve({ killed: false, lived, said: essence(said.trimEnd().split('\n').at(-1) as string) })
      else reject(new Error(`${command} ${args.join(' ')} ended with ${code ?? signal}: ${errors}`))
    })
  })
}

const same = (said: string): string => said

/** A text in pieces that come one after the other, as from a stream that goes on. */
async function* pieces(text: string): AsyncGenerator<string> {
  for (let start = 0; start < text.length; start += 4096) {
    yield text.slice(start, start + 4096)
    await wait(1)
  }
}
