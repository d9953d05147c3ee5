import { expect, test } from 'vitest'
import { schedules, settingOf } from './schedules.ts'

const ofStrength = ['sgd-bottou', 'sgd-bottou-l2', 'sgd-pegasos']
const etaAt = (name: string, t: number) => settingOf(name)?.eta(t)

/** Warm-up begins at a hundredth or so and gets to η₀ after 100 events, all others begin there. */
const first = (name: string) => (name === 'sgd-warm-up' ? 100 : 0)

test.each([...schedules, 'sgd-sqrt'].filter((name) => !ofStrength.includes(name)))(
  '%s begins where its name says, or warms up to it',
  (name) => {
    for (const eta0 of [5, 0.25]) expect(etaAt(`${name}@${eta0}`, first(name))).toBe(eta0)
    if (name !== 'sgd-sqrt') expect(etaAt(name, first(name))).toBe(0.1)
    expect(settingOf(`${name}@5`)).not.toHaveProperty('l2')
  },
)

test('without a number sgd-sqrt is a contender, not a schedule', () => {
  expect(settingOf('sgd-sqrt')).toBeUndefined()
})

test('schedules are what they are called', () => {
  expect(etaAt('sgd-1/t@8', 3)).toBe(2)
  expect(etaAt('sgd-sqrt@8', 3)).toBe(4)
  expect(etaAt('sgd-constant@8', 3)).toBe(8)
  expect([999, 1000, 2000].map((t) => etaAt('sgd-step@8', t))).toEqual([8, 4, 2])
  expect([0, 100, 103].map((t) => etaAt('sgd-warm-up@8', t))).toEqual([8 / 101, 8, 4])
})

test('Bottou’s and Pegasos’ schedules are of the strength of a penalty, which all but plain sgd-bottou have', () => {
  expect([0, 9000].map((t) => etaAt('sgd-bottou@1e-4', t))).toEqual([10, 1])
  expect(etaAt('sgd-pegasos@.1', 4)).toBe(2)
  expect(ofStrength.map((name) => settingOf(`${name}@.01`)?.l2)).toEqual([undefined, 0.01, 0.01])
  for (const name of ofStrength) expect(etaAt(name, 7)).toBe(etaAt(`${name}@.0001`, 7))
})

test.each(['sgd', 'sgd-1/t@', 'sgd-1/t@x', 'sgd-1/t@-1', 'sgd-1/t@1@2', 'auto@1', '@1', ''])(
  '%j asks for none',
  (name) => {
    expect(settingOf(name)).toBeUndefined()
  },
)
