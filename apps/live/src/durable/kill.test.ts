import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, rmSync } from 'node:fs'
import { expect, test } from 'vitest'
import { type Ended, printed, startMain, stateFolder } from '../testing/runMain.ts'

// The streams that replay or make events are killed by the proofs, `npm run test:kill`.

/** The last line of `--json`, without what depends on the machine. */
function figures({ out }: Pick<Ended, 'out'>): object {
  return { ...JSON.parse(out.trim().split('\n').at(-1) as string), eventsPerSecond: 0 }
}

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
