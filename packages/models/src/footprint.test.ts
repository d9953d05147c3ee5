/// <reference types="node" />
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { adagrad } from '@rivulet/optim'
import { expect, test } from 'vitest'
import { LogisticRegression, SoftmaxRegression } from './index.ts'

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void

function bytes(): number {
  for (let i = 0; i < 4; i++) collect()
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  return heapUsed + arrayBuffers
}

/** So that what one measurement has made is not collected during the next. */
const kept: unknown[] = []

const ten = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]
const hashed = [100, 20_000, 40_000, 60_000, 80_000, 100_000, 120_000, 140_000, 200_000, 262_143]
const models = {
  'logistic regression': () => new LogisticRegression<0 | 1>(),
  'softmax regression over 10 classes': () => new SoftmaxRegression<number>({ labels: ten }),
  'softmax regression over 10 classes, width 2^18': () =>
    new SoftmaxRegression<number>({ labels: ten, features: 2 ** 18 }),
  'adagrad over 10 classes': () => new SoftmaxRegression<number>({ labels: ten, rule: adagrad() }),
}

test.each(Object.entries(models))(
  '%s: a model with 10 features, near or far apart, takes at most 8 kB',
  (name, create) => {
    for (const indices of [ten, hashed]) {
      const x = { indices, values: ten.map((i) => i + 1) }
      for (let i = 0; i < 50; i++) create().learn(x, 1)
      const before = bytes()
      const all = Array.from({ length: 200 }, create)
      const empty = (bytes() - before) / all.length
      for (const model of all) model.learn(x, 1)
      const used = (bytes() - before) / all.length
      expect(all.every(({ t }) => t === 1)).toBe(true)
      kept.push(all)
      expect(empty, `${name}, empty`).toBeLessThan(8000)
      expect(used, `${name}, with ${indices}`).toBeLessThan(8000)
    }
  },
)
