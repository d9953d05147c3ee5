import { once } from 'node:events'
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { type Ended, printed, runMain, startMain, stateFolder } from '../testing/runMain.ts'

const args = ['--stream', 'plane', '--limit', '500', '--speed', 'max', '--json', '--headless', '--state']

function events({ out }: Ended): unknown {
  return JSON.parse(out.trim().split('\n').at(-1) as string).events
}

test('what cannot be gone on from is moved out of the way, loudly, and the stream begins anew', async () => {
  const state = stateFolder()
  const snapshots = join(state, 'digits-sgd', 'snapshots')
  mkdirSync(snapshots, { recursive: true })
  writeFileSync(join(snapshots, '0000000000000009-1.safetensors'), 'junk')
  const ended = await runMain([...args, state, '--stream', 'digits', '--model', 'sgd'])
  expect(events(ended)).toBe(500)
  expect(ended.error).toMatch(/cannot be gone on from: none of the 1 snapshots .* begins anew\.\n$/)
  expect(readdirSync(state)).toEqual(['digits-sgd.unusable'])
})

test('where nothing can be kept, it says so and learns', async () => {
  const file = join(stateFolder(), 'file')
  writeFileSync(file, '')
  const ended = await runMain([...args, file])
  expect([ended.code, events(ended)]).toEqual([0, 500])
  expect(ended.error).toMatch(/ENOTDIR.* the stream begins anew, and is not kept\.\n/)
})

test('a second process leaves the state of the first one alone, and so does a run that would end before it', async () => {
  const state = stateFolder()
  const slow = ['--stream', 'plane', '--speed', '2000', '--state', state, '--headless']
  const first = startMain(slow)
  await printed(first, /^ +1,024 /m)
  const second = await runMain([...args, state])
  expect([second.code, events(second)]).toEqual([0, 500])
  expect(second.error).toBe(
    `The process ${first.pid} has the state of this stream: this run begins anew, and is not kept.\n`,
  )
  const exited = once(first, 'exit')
  first.kill('SIGHUP')
  expect(await exited).toEqual([0, null])
  const third = await runMain([...args, state])
  expect([third.code, events(third)]).toEqual([0, 500])
  expect(third.error).toMatch(/more than --limit: this one begins anew, and is not kept\.\n$/)
  const fourth = startMain(slow)
  await printed(fourth, /Goes on after [\d,]+ events/)
  fourth.kill('SIGKILL')
  const fresh = await runMain([...args, state, '--fresh'])
  expect([events(fresh), fresh.error, readdirSync(state)]).toEqual([500, '', []])
})
