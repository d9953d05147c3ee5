import { encode, restore } from '@rivulet/core/snapshot'
import { LogisticRegression } from '@rivulet/models'
import { describe, expect, test } from 'vitest'
import type { Reopenable } from './mended.ts'
import { Stage } from './stage.ts'
import { exampleAt } from './world.ts'

const create = (): Reopenable => new LogisticRegression({ labels: ['no', 'yes'], features: 2 }) as unknown as Reopenable

/** Events from one to another, learned by a model that is left alone, and shown to a stage. */
function play(stage: Stage, model: Reopenable, from: number, to: number): void {
  for (let n = from; n < to; n++) {
    const [a, b, y] = exampleAt(1, n)
    const x = [a, b]
    const prediction = model.predict(x)
    model.learn(x, y, { ticket: prediction })
    stage.scored({ x, y, prediction })
  }
}

const END = 42_000
const whole = new Stage(create, 500)
play(whole, create(), 0, END)
const picture = whole.picture()

describe('the stage', () => {
  test('every detector finds every change, ADWIN first of those that watch errors', () => {
    const delays = picture.lanes.flatMap(({ judged }) => (judged === undefined ? [] : [judged]))
    expect(picture.changes.map(({ kind }) => kind)).toEqual(['abrupt', 'gradual', 'recurring', 'abrupt'])
    for (const { found } of delays) expect(found).toBe(4)
    const [adwin, ddm, pageHinkley] = delays.map(({ meanDelay }) => meanDelay as number) as [number, number, number]
    expect(adwin).toBeLessThan(Math.min(ddm, pageHinkley))
  })

  test('ADWIN is still until the first change, and finds the abrupt ones within 300 events', () => {
    const alarms = picture.lanes[0]?.alarms ?? []
    expect(alarms[0]).toBeGreaterThanOrEqual(10_000)
    for (const change of [10_000, 30_000, 40_000]) {
      expect(alarms.some((n) => n >= change && n < change + 300)).toBe(true)
    }
  })

  test('what is done about alarms is worth more than five points', () => {
    const [alone, ...others] = picture.contenders
    for (const { accuracy } of others) expect(accuracy).toBeGreaterThan((alone?.accuracy ?? 1) + 0.05)
    const near = (event: number): readonly number[] => picture.recent.find(([at]) => at === event)?.slice(1) ?? []
    // 1,500 events after the world has come back, the others have recovered, and it has not.
    const [left = 1, reopened = 0, replaced = 0] = near(31_500)
    expect(Math.min(reopened, replaced)).toBeGreaterThan(0.85)
    expect(left).toBeLessThan(0.5)
  })

  test.each([5000, 10_050, 21_234])('saved after %d events and restored, it ends with the same bytes', (cut) => {
    const [before, after] = [new Stage(create, 500), new Stage(create, 500)]
    const model = create()
    play(before, model, 0, cut)
    restore(after, encode(before))
    play(after, model, cut, END)
    expect(encode(after)).toEqual(encode(whole))
    expect(after.picture()).toEqual(picture)
  })
})
