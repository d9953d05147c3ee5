import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import type { Loss } from '../losses/loss.ts'
import { squaredLoss } from '../losses/squaredLoss.ts'
import { ftrlProximal } from './ftrlProximal.ts'
import { type Features, Linear } from './linear.fixture.ts'
import { normalizedAdaptive } from './normalizedAdaptive.ts'
import type { UpdateRule } from './updateRule.ts'

/** Vowpal Wabbit's squared loss has no factor of ½. */
const squared: Loss = {
  name: 'squared',
  value: (z, y) => 2 * squaredLoss.value(z, y),
  gradient(z, y, into) {
    into[0] = 2 * (z[0]! - y)
  },
  flow: (g, h) => squaredLoss.flow!(g, 2 * h),
}

const bytes = readFileSync(new URL('../../fixtures/vw-0001.dat.gz', import.meta.url))
const names = new Map<string, number>([['bias', 0]])
const events = gunzipSync(bytes)
  .toString()
  .trimEnd()
  .split('\n')
  .map((line): { x: Features; y: number } => {
    const [y, ...features] = line.replace('|features', '').trim().split(/\s+/)
    const x = new Map(
      features.map((feature): [number, number] => {
        const [name, value] = feature.split(':') as [string, string]
        if (!names.has(name)) names.set(name, names.size)
        return [names.get(name)!, Number(value)]
      }),
    )
    return { x: x.set(0, 1), y: Number(y) }
  })

/** Progressive validation with predictions clipped to the labels seen, this event's included, as Vowpal Wabbit clips them. */
function averageLoss(rule: UpdateRule): number {
  const model = new Linear(rule, squared, names.size)
  let [low, high, sum] = [0, 0, 0]
  for (const [t, { x, y }] of events.entries()) {
    low = Math.min(low, y)
    high = Math.max(high, y)
    const z = [Math.max(low, Math.min(high, model.scores(x)[0]!))]
    sum += squared.value(z, y)
    model.learn(x, y, rule.schedule(t), z)
  }
  return sum / events.length
}

test('the normalised adaptive rule has the loss of `vw -d 0001.dat`', () => {
  expect(events).toHaveLength(200)
  expect(Math.abs(averageLoss(normalizedAdaptive()) - 0.19576)).toBeLessThan(2e-6)
})

test('FTRL-Proximal has the loss of `vw -d 0001.dat --ftrl --ftrl_alpha 0.01 --ftrl_beta 0 --l1 2`', () => {
  expect(Math.abs(averageLoss(ftrlProximal({ alpha: 0.01, beta: 0, l1: 2 })) - 0.379717)).toBeLessThan(1e-6)
})
