import { Random } from '@rivulet/core'
import { expect, test } from 'vitest'
import { growTree, LEAVES, type Tree } from './growTree.ts'
import { Reservoir } from './reservoir.ts'

const random = new Random(1)

/** A reservoir of dense events with a label each. */
function filled(count: number, width: number, label: (x: number[]) => number): Reservoir {
  const reservoir = new Reservoir()
  for (let t = 1; t <= count; t++) {
    const x = Array.from({ length: width }, () => random.normal())
    const features = Uint32Array.from([0, ...x.keys()])
    reservoir.learn({ gathered: width + 1, features, values: Float64Array.from([1, ...x]) }, label(x), t, random)
  }
  return reservoir
}

/** The leaf that an event of the reservoir falls into, and how deep it is. */
function leafOf(
  { features, thresholds, next }: Tree,
  reservoir: Reservoir,
  slot: number,
): [leaf: number, depth: number] {
  let node = 0
  for (let depth = 0; ; depth++) {
    const feature = features[node]!
    if (feature < 0) return [next[node]!, depth]
    node = next[node]! + (reservoir.value(slot, feature, 0) > thresholds[node]! ? 1 : 0)
  }
}

test('a tree is a partition: leaves have the numbers from 0, each has an event, and none is too deep', () => {
  const reservoir = filled(1024, 5, () => random.below(3))
  for (let i = 0; i < 5; i++) {
    const tree = growTree(reservoir, 3, random)
    const leaves = tree.next.filter((_, node) => tree.features[node]! < 0)
    expect([...leaves].sort((a, b) => a - b)).toEqual([...leaves.keys()])
    expect(leaves.length).toBeLessThanOrEqual(LEAVES)
    expect(leaves.length).toBeGreaterThan(LEAVES / 2)
    const reached = Array.from({ length: 1024 }, (_, slot) => leafOf(tree, reservoir, slot))
    expect(new Set(reached.map(([leaf]) => leaf)).size).toBe(leaves.length)
    expect(Math.max(...reached.map(([, depth]) => depth))).toBeLessThanOrEqual(8)
  }
})

test('what is pure stays whole, and so does what cannot be told apart', () => {
  expect(
    growTree(
      filled(200, 3, () => 1),
      2,
      random,
    ).features,
  ).toEqual([-1])
  const same = new Reservoir()
  for (let t = 1; t <= 100; t++) {
    same.learn({ gathered: 2, features: Uint32Array.of(0, 7), values: Float64Array.of(1, 5) }, t % 2, t, random)
  }
  expect(growTree(same, 2, random).features).toEqual([-1])
  expect(growTree(new Reservoir(), 2, random).features).toEqual([-1])
})

test('leaves are purer than chance where two features only together say what the label is', () => {
  const label = ([a, b]: number[]): number => (a! * b! > 0 ? 1 : 0)
  const reservoir = filled(1024, 4, label)
  const tree = growTree(reservoir, 2, random)
  const counts = new Map<number, [number, number]>()
  for (let slot = 0; slot < 1024; slot++) {
    const [leaf] = leafOf(tree, reservoir, slot)
    const count = counts.get(leaf) ?? [0, 0]
    count[reservoir.labels[slot] as 0 | 1]++
    counts.set(leaf, count)
  }
  const right = [...counts.values()].reduce((sum, [a, b]) => sum + Math.max(a, b), 0)
  expect(right / 1024).toBeGreaterThan(0.8)
})
