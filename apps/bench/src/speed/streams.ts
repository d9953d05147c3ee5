import { Random, type Vector } from '@rivulet/core'

/** Events to learn, in memory. */
export interface Stream<L> {
  readonly events: readonly { readonly x: Vector; readonly y: L }[]
  readonly labels: readonly L[]
}

/** Dense events: d features from −½ to ½, K classes drawn at random, as the kernels in C have them. */
export function dense(features: number, classes: number, events: number): Stream<number> {
  const random = new Random(1)
  const labels = Array.from({ length: classes }, (_, k) => k)
  const drawn = Array.from({ length: events }, () => ({
    x: Float64Array.from({ length: features }, () => random.next() - 0.5),
    y: random.below(classes),
  }))
  return { events: drawn, labels }
}

/** Sparse events: so many distinct features of 2^bits, with values from 0 to 1, two classes. */
export function sparse(nonZeros: number, bits: number, events: number): Stream<boolean> {
  const random = new Random(2)
  const drawn = Array.from({ length: events }, () => {
    const chosen = new Set<number>()
    while (chosen.size < nonZeros) chosen.add(random.below(2 ** bits))
    const indices = Uint32Array.from(chosen).sort()
    return { x: { indices, values: Float64Array.from(indices, () => random.next()) }, y: random.next() < 0.5 }
  })
  return { events: drawn, labels: [false, true] }
}

/** How VW text looks: few features that are there or not, or a review's worth of words. */
export type TextKind = 'census' | 'reviews'

/** Lines of VW text with labels −1 and 1: 14 of 123 features, or about 140 words of 80,000, the frequent ones often. */
export function vwText(kind: TextKind, lines: number): Buffer {
  const random = new Random(3)
  const words = kind === 'census' ? 123 : 80_000
  const count = (): number => (kind === 'census' ? 14 : 60 + random.below(160))
  const word = (): number => (kind === 'census' ? random.below(words) : Math.floor(words * random.next() ** 4))
  const text = Array.from({ length: lines }, () => {
    const chosen = new Set<number>()
    const size = count()
    while (chosen.size < size) chosen.add(word())
    const sorted = [...chosen].sort((a, b) => a - b)
    const score = sorted.reduce((sum, i) => sum + Math.sin(i * 12.9898), 0) + 2 * random.normal()
    const shown = sorted.map((i) => (kind === 'census' ? `${i}:1` : `w${i.toString(36)}`))
    return `${score > 0 ? 1 : -1} | ${shown.join(' ')}`
  })
  return Buffer.from(`${text.join('\n')}\n`)
}
