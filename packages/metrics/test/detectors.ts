import { Random } from '@rivulet/core'
import type { DetectorSubject } from '@rivulet/core/conformance'
import { Adwin, Ddm, KlTest, PageHinkley } from '../src/drift/index.ts'

const random = new Random(1)
const errors = Array.from({ length: 300 }, (_, i) => (random.next() < (i < 150 ? 0.1 : 0.9) ? 1 : 0))

/** Every detector of errors in this package, for every law that all of them obey. A new one is added here. */
export const ofErrors: Readonly<Record<string, DetectorSubject<number>>> = {
  Adwin: { create: () => new Adwin(), events: errors, refused: [-1, 2] },
  'Adwin, any change': { create: () => new Adwin({ driftOn: 'change', every: 1 }), events: errors },
  Ddm: { create: () => new Ddm(), events: errors, refused: [-1, 2] },
  PageHinkley: { create: () => new PageHinkley({ lambda: 5 }), events: errors, refused: [1e290] },
}

/** Every detector of labels. */
export const ofLabels: Readonly<Record<string, DetectorSubject<string>>> = {
  KlTest: {
    create: () => new KlTest({ batch: 20 }),
    events: errors.map((error) => (error === 1 ? 'spam' : 'ham')),
    refused: [[], [3], new Date(3), null, 2n, {}],
  },
}
