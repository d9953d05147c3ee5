import { encode, restore } from '../snapshot/index.ts'
import type { Detector } from '../vocabulary.ts'
import { clone } from './clone.ts'
import { COERCED } from './coerced.ts'
import { claim, claimSameBytes, claimThrows, type Law } from './law.ts'

/** A detector to be certified. */
export interface DetectorSubject<In> {
  /** A new detector, always constructed alike. */
  create(): Detector<In>
  /** At least 20 things that it looks at. */
  readonly events: readonly In[]
  /** What it refuses; if its events are numbers, what JavaScript would convert to one comes by itself. */
  readonly refused?: readonly unknown[]
}

const LEVELS: readonly unknown[] = ['stable', 'warning', 'drift']

/**
 * The laws that every detector obeys, ours and a third party's.
 *
 * @param subject - how to make the detector, and what it looks at
 *
 * @example
 * ```ts
 * import { InvalidEvent, type SnapshotReader, type SnapshotWriter } from '@rivulet/core'
 * import { detectorLaws } from '@rivulet/core/conformance'
 *
 * const create = () => ({
 *   row: 0,
 *   update(error: number) {
 *     if (!(error >= 0)) throw new InvalidEvent(`an error should be ≥ 0, but is ${error}`)
 *     this.row = error > 0.5 ? this.row + 1 : 0
 *     return this.row < 3 ? 'stable' : 'drift'
 *   },
 *   save(to: SnapshotWriter) {
 *     to.array('row', [this.row])
 *   },
 *   load(from: SnapshotReader) {
 *     this.row = from.array('row')[0]!
 *   },
 * })
 * const broken = detectorLaws({ create, events: Array.from({ length: 20 }, (_, i) => i % 2) }).filter((law) => {
 *   try {
 *     law.check()
 *   } catch {
 *     return true
 *   }
 * })
 * broken.map((law) => law.name) // => ['what it cannot look at is refused as InvalidEvent and changes no byte']
 * ```
 */
export function detectorLaws<In>({ create, events, refused = [] }: DetectorSubject<In>): Law[] {
  const half = events.length >> 1
  const numbers = events.every((event) => typeof event === 'number')
  const shown = (from = 0, to = events.length, detector = create()): Detector<In> => {
    for (const event of events.slice(from, to)) detector.update(clone(event))
    return detector
  }
  const copy = (detector: Detector<In>): Detector<In> => {
    const restored = create()
    restore(restored, encode(detector))
    return restored
  }

  return [
    {
      name: 'it says stable, warning or drift',
      check() {
        const detector = create()
        for (const event of events) claim(LEVELS.includes(detector.update(clone(event))), 'it says one of three')
      },
    },
    {
      name: 'update(A), save, load, update(B) is update(A ++ B), byte for byte',
      check() {
        const whole = encode(shown())
        claimSameBytes(encode(shown()), whole, 'two detectors of the same events are the same')
        for (const split of [0, 1, half, events.length - 1]) {
          const continued = shown(split, events.length, copy(shown(0, split)))
          claimSameBytes(encode(continued), whole, `interrupted after ${split} events it is as uninterrupted`)
        }
      },
    },
    {
      name: 'what it cannot look at is refused as InvalidEvent and changes no byte',
      check() {
        const detector = shown(0, half)
        const bytes = encode(detector)
        const bad = [...refused, undefined, Number.NaN, Infinity, ...(numbers ? COERCED : [])]
        for (const [i, value] of bad.entries()) {
          claimThrows(() => detector.update(value as In), 'InvalidEvent', `bad value ${i}`)
        }
        claimSameBytes(encode(detector), bytes, 'the state after refusing is the state before')
      },
    },
    {
      name: 'a snapshot that is not its own is refused and changes no byte',
      check() {
        const detector = shown()
        const bytes = encode(detector)
        const strange = encode({ save: (to) => to.text('somebody', 'else'), load() {} })
        claimThrows(() => restore(detector, strange), 'InvalidSnapshot', 'a snapshot of something else')
        claimSameBytes(encode(detector), bytes, 'the state after refusing is the state before')
      },
    },
  ]
}
