import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { learners } from '@rivulet/models/test/learners'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { commandSubjects } from './commandSubjects.ts'
import { demoSubjects } from './demoSubjects.ts'
import { type Kills, killed } from './killer.ts'
import { learnerSubjects } from './learnerSubjects.ts'
import type { Subject } from './subject.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'rivulet-killer-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Kills a subject, and sees to it that nothing of it is left over. */
async function kill(subject: Subject): Promise<Kills> {
  const own = join(folder, 'own')
  const counts = await killed(subject, own, { events: 60, seed: 1, kills: 1 })
  expect(counts.kills).toBeGreaterThanOrEqual(1)
  expect(counts.afterASnapshot).toBeGreaterThan(0)
  expect(existsSync(own)).toBe(false)
  return counts
}

/** A subject that keeps something at once, and lives on for a while. */
function keeping(what: string, end = ''): Subject {
  const script = `
    const folder = process.argv[1]
    fs.mkdirSync(folder, { recursive: true })
    fs.writeFileSync(folder + '/model.safetensors', String(${what}))
    console.log('ready')
    setTimeout(() => { ${end} }, 100)`
  return {
    name: what,
    suicidal: false,
    prepare: () => (snapshots) => ({ command: process.execPath, args: ['-e', script, snapshots] }),
  }
}

test('every learner of the conformance registry is killed, each under its name', () => {
  expect(learnerSubjects.map(({ name }) => name)).toEqual(learners.map(({ name }) => name))
  expect(new Set(learnerSubjects.map(({ name }) => name)).size).toBe(learners.length)
})

test('a subject that always leaves the same is found to do so', async () => {
  expect((await kill(keeping('7'))).different).toEqual([])
})

test('one that leaves something else each time is found out', async () => {
  const { different } = await kill(keeping('process.pid'))
  expect(different.length).toBeGreaterThan(0)
  expect(different[0]).toMatch(/^process.pid: model.safetensors [0-9a-f]{64} ready instead of /)
})

test('one that says something else at its end is found out', async () => {
  expect((await kill(keeping('7', 'console.log(process.pid)'))).different.length).toBeGreaterThan(0)
})

test('one that fails is an error', async () => {
  await expect(kill(keeping('7', 'throw new Error("out of ideas")'))).rejects.toThrow('out of ideas')
})

test.each([learnerSubjects.at(-1) as Subject, commandSubjects[0] as Subject, demoSubjects.at(-1) as Subject])(
  '$name survives',
  async (subject) => {
    expect((await kill(subject)).different).toEqual([])
  },
)
