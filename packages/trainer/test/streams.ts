import fc from 'fast-check'

/** The labels of the random streams. */
export const LABELS = ['ham', 'spam', 'eggs'] as const
export type Food = (typeof LABELS)[number]

/** A random event of two features, sometimes with a weight. */
export const anEvent: fc.Arbitrary<{ x: number[]; y: Food; key: number; weight?: number }> = fc.record(
  {
    x: fc.array(fc.double({ min: -3, max: 3, noNaN: true }), { minLength: 2, maxLength: 2 }),
    y: fc.constantFrom(...LABELS),
    key: fc.nat(),
    weight: fc.constantFrom(0, 0.5, 1, 2),
  },
  { requiredKeys: ['x', 'y', 'key'] },
)

/** A random finite stream. */
export const aStream: fc.Arbitrary<{ x: number[]; y: Food; key: number; weight?: number }[]> = fc.array(anEvent, {
  maxLength: 40,
})

/** Something that is no event, or no good one. */
export const badEvent: fc.Arbitrary<never> = fc.constantFrom<unknown>(
  null,
  undefined,
  7,
  'event',
  {},
  { x: null, y: 'ham' },
  { x: [1, 2] },
  { x: [1, 2], y: null },
  { x: [1, Number.NaN], y: 'ham' },
  { x: [1], y: 'ham' },
  { x: [1, 2], y: 'sushi' },
  { x: [1, 2], y: 'ham', weight: Number.NaN },
  { x: [1, 2], y: 'ham', weight: -1 },
) as fc.Arbitrary<never>
