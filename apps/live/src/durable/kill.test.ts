import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, rmSync } from 'node:fs'
import { setTimeout } from 'node:timers/promises'
import { Random } from '@rivulet/core'
import { expect, test } from 'vitest'
import { type Ended, printed, runMain, startMain, stateFolder } from '../testing/runMain.ts'

/** The last line of `--json`, without what depends on the machine. */
function figures({ out }: Pick<Ended, 'out'>): object {
  return { ...JSON.parse(out.trim().split('\n').at(-1) as string), eventsPerSecond: 0 }
}

const random = new Random(1)

/** All that a run that goes on says on standard error. */
const WENT_ON = /^Goes on after [\d,]+ events(, at .* of the stream)?\. --fresh begins anew\.\n\n$/

/** The names of the snapshots below a folder. */
function snapshots(state: string): string[] {
  return readdirSync(state, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.safetensors'))
}

/** Lives until a random instant after it has kept something new; says whether it was killed, and had not come to its end before. */
async function live(args: readonly string[], state: string): Promise<boolean> {
  const before = new Set(snapshots(state))
  const child = startMain([...args, '--state', state])
  const exited = once(child, 'exit')
  while (child.exitCode === null && snapshots(state).every((name) => before.has(name))) await setTimeout(10)
  await setTimeout(700 * random.next())
  child.kill('SIGKILL')
  const [, signal] = await exited
  return signal === 'SIGKILL'
}

/** Runs the demo in so many lives, each of which is killed, and one that is left alone. */
async function inPieces(args: readonly string[], kills: number): Promise<Ended> {
  const state = stateFolder()
  try {
    // A machine that stands still for a while and then makes up for it lets a life come to its end: then it is lived again.
    for (let killed = 0; killed < kills; ) if (await live(args, state)) killed++
    const ended = await runMain([...args, '--state', state])
    // A run that came to its end leaves nothing to go on from.
    expect(ended.error).toMatch(WENT_ON)
    expect(readdirSync(state)).toEqual([])
    return ended
  } finally {
    rmSync(state, { recursive: true })
  }
}

// Slow enough to be killed in the midst of it, about four seconds in all; every process takes as long to start. Both models are
// in the conformance registry, which the kill test of the proofs goes through.
test.concurrent.each([
  ['flights', 'auto', '36000', 30_000],
  ['digits', 'sgd', '1500', 6_000],
  ['plane', undefined, '3000', 12_000],
  ['drift', undefined, '3000', 12_000],
])(
  '%s %s: killed, it ends with the figures of a run that nobody killed',
  async (stream, model, speed, limit) => {
    const which = model === undefined ? [] : ['--model', model]
    const args = ['--stream', stream, ...which, '--limit', String(limit), '--json', '--headless', '--speed']
    const [alone, ended] = await Promise.all([runMain([...args, 'max']), inPieces([...args, speed], 1)])
    expect(ended.code).toBe(0)
    expect(figures(ended)).toEqual(figures(alone))
    expect(figures(ended)).toMatchObject({ done: true, events: limit, rejected: 0 })
  },
  180_000,
)

test('http: what was accepted is learned once, though the process was killed right after its answer', async () => {
  const state = stateFolder()
  const args = ['--stream', 'http', '--label', 'y', '--json', '--port', '0', '--limit', '3', '--state', state]
  const send = async (body: string): Promise<{ exited: Promise<unknown>; answer: unknown; child: ChildProcess }> => {
    const child = startMain(args)
    const exited = once(child, 'exit')
    const [, url] = await printed(child, /Watch it at (\S+)/, 'stderr')
    const headers = { 'Content-Type': 'application/x-ndjson' }
    const response = await fetch(`${url}events`, { method: 'POST', headers, body })
    return { exited, answer: await response.json(), child }
  }
  try {
    const first = await send('{"x":1,"y":"a"}\n{"x":2,"y":"b"}\nnonsense')
    first.child.kill('SIGKILL')
    await first.exited
    expect(first.answer).toMatchObject({ accepted: 2, rejected: [{ line: 3 }] })
    const second = await send('{"x":3,"y":"a"}')
    let out = ''
    second.child.stdout?.on('data', (chunk) => {
      out += chunk
    })
    await once(second.child, 'close')
    expect(figures({ out })).toMatchObject({ done: true, events: 3, rejected: 1 })
    expect(readdirSync(state)).toEqual([])
  } finally {
    rmSync(state, { recursive: true })
  }
})
