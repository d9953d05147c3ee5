import { InvalidEvent, type Prediction } from '@rivulet/core'
import { describe, expect, test } from 'vitest'
import { CrossEntropy } from './crossEntropy.ts'

const certain: Prediction = { label: 'ham', labels: ['ham'], probabilities: [1] }

describe('CrossEntropy', () => {
  test('charges the unseen mass for a class that the ticket did not know, and says what it clipped', () => {
    const crossEntropy = new CrossEntropy()
    crossEntropy.update('eggs', { ...certain, unseen: 0.25 })
    expect(crossEntropy.value).toBeCloseTo(2 * Math.LN2, 15)
    crossEntropy.update('eggs', certain, 3)
    expect(crossEntropy.clipped).toBe(3)
    expect(crossEntropy.value).toBeCloseTo(((2 + 3 * 52) / 4) * Math.LN2, 13)
    crossEntropy.revert('eggs', certain, 3)
    expect(crossEntropy.clipped).toBe(0)
  })
  test('refuses what is no probability', () => {
    const crossEntropy = new CrossEntropy()
    for (const p of [Number.NaN, 2, Infinity]) {
      expect(() => crossEntropy.update(0, { label: 0, labels: [0], probabilities: [p] })).toThrow(InvalidEvent)
    }
    expect(crossEntropy.weight).toBe(0)
  })
})
