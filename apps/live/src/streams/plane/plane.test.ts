import { request } from 'node:http'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { Life } from '../../run/life.ts'
import { obey } from '../../run/obey.ts'
import { paced } from '../../run/paced.ts'
import type { Scored } from '../../run/pipeline.ts'
import { type PageServer, servePage } from '../../server/server.ts'
import { oneRun } from '../../testing/oneRun.ts'

/** A stream, running but paused, with its server. */
async function start(stream = 'plane') {
  const life = new Life({ stream, model: 'auto', label: undefined }, 'max')
  const { clock, tracker, view } = life
  clock.paused = true
  const outcomes: Scored[] = []
  const stop = new AbortController()
  const run = async (): Promise<void> => {
    for await (const batch of paced(life.stream, clock).readFrom(undefined, stop.signal)) {
      for (const entry of batch) {
        if (!('event' in entry)) continue
        life.learn(entry.event, (outcome) => {
          outcomes.push(outcome)
          tracker.scored(outcome)
          life.stream.scored?.(outcome)
        })
      }
    }
  }
  const ran = run()
  const command = (command: unknown): void => obey(command, life, () => {})
  const server: PageServer = await servePage(0, { page: async () => new Map(), runs: oneRun({ obey: command }) })
  return { clock, tracker, view, outcomes, stop, ran, server, command }
}

describe('what people add', () => {
  let plane: Awaited<ReturnType<typeof start>>
  beforeEach(async () => {
    plane = await start()
  })
  afterEach(async () => {
    plane.stop.abort()
    await plane.ran
    plane.server.close()
  })

  // Each request has a connection of its own: one kept open may be closed while a busy machine makes us wait.
  const post = (body: string, headers: Record<string, string> = {}): Promise<number> =>
    new Promise((resolve, reject) => {
      const options = { method: 'POST', agent: false, headers: { 'Content-Type': 'application/json', ...headers } }
      const sent = request(`${plane.server.url}command`, options, (response) => {
        response.resume().on('end', () => resolve(response.statusCode as number))
      })
      sent.on('error', reject).end(body)
    })
  const add = (event: object): Promise<number> => post(JSON.stringify({ plane: { event } }))

  test('an event is predicted, scored and learned by all models, also while the replay is paused', async () => {
    for (let i = 0; i < 20; i++) {
      expect(await add({ x: 0.5, y: 0.5, label: 'B' })).toBe(204)
      expect(await add({ x: -0.5, y: -0.5, label: 'C' })).toBe(204)
    }
    const picture = plane.view.tick().plane
    expect(plane.outcomes.map(({ t, y }) => [t, y])).toEqual(Array.from({ length: 40 }, (_, t) => [t, 'BC'[t % 2]]))
    expect(plane.outcomes[0]?.prediction.label).toBeUndefined()
    expect(picture?.added).toHaveLength(40)
    expect(picture?.generated).toHaveLength(0)
    for (const { accuracy, scores } of picture?.students ?? []) {
      expect(accuracy).toBeGreaterThanOrEqual(0.9)
      expect(scores.map(({ label }) => label)).toEqual(['B', 'C'])
    }
    expect(plane.view.tick().newest[0]?.text).toBe('(−0.50, −0.50), added')
    expect(plane.tracker.rejected).toBe(0)
  })

  test('classes are added while it runs, and only then can be chosen', async () => {
    expect(await add({ x: 0, y: 0, label: 'F' })).toBe(400)
    expect(await post('{"plane":{"classes":6}}')).toBe(204)
    expect(await post('{"plane":{"classes":6}}')).toBe(204)
    expect(await add({ x: 0, y: 0, label: 'F' })).toBe(204)
    expect(plane.view.tick().plane?.classes).toEqual(['A', 'B', 'C', 'D', 'E', 'F'])
  })

  test.each([
    'null',
    '7',
    '[]',
    '{}',
    '"A"',
    '{"event":null}',
    '{"event":[0,0,"A"]}',
    '{"event":{"x":0,"y":0}}',
    '{"event":{"x":0,"y":0,"label":"Z"}}',
    '{"event":{"x":0,"y":0,"label":["A"]}}',
    '{"event":{"x":0,"y":0,"label":"__proto__"}}',
    '{"event":{"x":1e400,"y":0,"label":"A"}}',
    '{"event":{"x":1.26,"y":0,"label":"A"}}',
    '{"event":{"x":"0","y":0,"label":"A"}}',
    '{"event":{"x":null,"y":0,"label":"A"}}',
    '{"classes":7}',
    '{"classes":3}',
    '{"classes":"6"}',
    '{"classes":null}',
    '{"classes":7,"event":{"x":0,"y":0,"label":"A"}}',
    '{"classes":6,"event":{"x":0,"y":0,"label":"Z"}}',
  ])('%s is refused, and nothing changes', async (command) => {
    expect(await post(`{"plane":${command},"paused":false}`)).toBe(400)
    expect(plane.clock.paused).toBe(true)
    expect(plane.outcomes).toHaveLength(0)
    expect(plane.view.tick().plane).toMatchObject({ classes: ['A', 'B', 'C', 'D'], added: [] })
  })

  test('whatever JSON comes, the answer is that it was done or that it makes no sense', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (plane_) => {
        try {
          plane.command({ plane: plane_ })
        } catch (error) {
          expect(error).toBeInstanceOf(RangeError)
        }
        expect(plane.outcomes).toHaveLength(0)
      }),
    )
  })

  test('another site can add nothing, and nothing is added to what has ended, or to another stream', async () => {
    const event = '{"plane":{"event":{"x":0,"y":0,"label":"A"}}}'
    expect(await post(event, { Origin: 'http://example.com' })).toBe(403)
    expect(await post(event, { 'Content-Type': 'text/plain' })).toBe(415)
    plane.view.end()
    expect(await post(event)).toBe(400)
    expect(plane.outcomes).toHaveLength(0)
    const drift = await start('drift')
    expect(() => drift.command(JSON.parse(event))).toThrow('plane should be for a stream that people add to')
    drift.stop.abort()
    await drift.ran
    drift.server.close()
  })
})
