import { Random } from '@rivulet/core'

/** A point of the plane with its class. */
export interface PlanePoint {
  readonly x: readonly [number, number]
  readonly y: 0 | 1 | 2
}

/** Sets of points to begin with; seeded, so that everybody sees the same. */
export const sets: Readonly<Record<string, () => PlanePoint[]>> = {
  'Two groups': () =>
    groups(
      [
        [-1, 0.5, 0],
        [1, -0.5, 1],
      ],
      0.5,
    ),
  'Three groups': () =>
    groups(
      [
        [0, 1.2, 0],
        [-1.1, -0.7, 1],
        [1.1, -0.7, 2],
      ],
      0.4,
    ),
  XOR: () =>
    groups(
      [
        [-1, -1, 0],
        [1, 1, 0],
        [-1, 1, 1],
        [1, -1, 1],
      ],
      0.35,
    ),
  'Two that overlap': () =>
    groups(
      [
        [-0.4, 0, 0],
        [0.4, 0, 1],
      ],
      0.7,
    ),
  'A ring': ring,
}

function groups(centres: readonly (readonly [number, number, 0 | 1 | 2])[], spread: number): PlanePoint[] {
  const random = new Random(3)
  return Array.from({ length: 14 }, () =>
    centres.map(([a, b, y]): PlanePoint => ({ x: [a + spread * random.normal(), b + spread * random.normal()], y })),
  ).flat()
}

function ring(): PlanePoint[] {
  const random = new Random(4)
  return Array.from({ length: 48 }, (_, i): PlanePoint => {
    const [inner, angle] = [i % 2 === 0, 2 * Math.PI * random.next()]
    const radius = inner ? 0.6 * random.next() : 1.3 + 0.4 * random.next()
    return { x: [radius * Math.cos(angle), radius * Math.sin(angle)], y: inner ? 0 : 1 }
  })
}
