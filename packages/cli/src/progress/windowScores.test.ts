import { Random } from '@rivulet/core'
import { encode, restore } from '@rivulet/core/snapshot'
import { Accuracy, FrequencyBias, Rolling } from '@rivulet/metrics'
import { expect, test } from 'vitest'
import { WindowScores } from './windowScores.ts'

const labels = ['a', 'b']

test('in one window both say what they say in windows of their own, also after a snapshot', () => {
  const random = new Random(1)
  const both = new Rolling(new WindowScores(), { events: 50 })
  const accuracy = new Rolling(new Accuracy(), { events: 50 })
  const bias = new Rolling(new FrequencyBias(), { events: 50 })
  const again = new Rolling(new WindowScores(), { events: 50 })
  for (let i = 0; i < 200; i++) {
    const p = random.next()
    const prediction = { label: p >= 0.5 ? 'a' : 'b', labels, probabilities: [p, 1 - p] }
    const y = random.next() < 0.7 ? 'a' : 'b'
    for (const metric of [both, accuracy, bias]) metric.update(y, prediction)
    if (i > 120) again.update(y, prediction)
    if (i === 120) restore(again, encode(both))
    expect([both.value, both.metric.bias]).toEqual([accuracy.value, bias.value])
  }
  expect(encode(again)).toEqual(encode(both))
})
