import { describe, expect, test } from 'vitest'
import { InvalidEvent } from '../invalidEvent.ts'
import { readCount } from '../snapshot/index.ts'
import type { SnapshotReader, SnapshotWriter, Transformer } from '../vocabulary.ts'
import { transformerLaws } from './transformerLaws.ts'

type Event = { readonly a: number; readonly b: number }

/** The smallest transformer that obeys the laws: it knows the largest a. */
class Largest implements Transformer<Event, number[]> {
  largest = 0
  transform(event: Event): number[] {
    if (!Number.isFinite(event?.a)) throw new InvalidEvent('a')
    return [Math.max(this.largest, event.a), event.b]
  }
  learn(event: Event): void {
    this.largest = Math.min(this.transform(event)[0]!, 2 ** 53)
  }
  save(to: SnapshotWriter): void {
    to.text('largest', String(this.largest))
  }
  load(from: SnapshotReader): void {
    this.largest = readCount(from, 'largest')
  }
}

const events = Array.from({ length: 24 }, (_, i) => ({ a: (i * 7) % 23, b: i }))
const broken = (create: () => Transformer<Event, number[]>) =>
  transformerLaws({ create, events, refused: [{ b: 1 }] })
    .filter((law) => {
      try {
        law.check()
        return false
      } catch {
        return true
      }
    })
    .map((law) => law.name)

describe('transformerLaws', () => {
  test('hold of one that obeys them', () => {
    expect(broken(() => new Largest())).toEqual([])
  })
  test.each<[string, () => Largest]>([
    [
      'transform is pure: no byte changes, and it gives the same again',
      () =>
        new (class extends Largest {
          override transform(event: Event): number[] {
            const b = super.transform(event)
            this.largest += 1
            return b
          }
        })(),
    ],
    [
      'what transform gives is the caller’s own',
      () =>
        new (class extends Largest {
          readonly #out = [0, 0]
          override transform(event: Event): number[] {
            ;[this.#out[0], this.#out[1]] = super.transform(event) as [number, number]
            return this.#out
          }
        })(),
    ],
    [
      'vectors given are vectors: finite, indices ascending and distinct',
      () =>
        new (class extends Largest {
          override transform(event: Event): number[] {
            return [super.transform(event)[0]!, 1 / (event.b - 3)]
          }
        })(),
    ],
    [
      'the event is neither kept nor mutated by learn',
      () =>
        new (class extends Largest {
          override learn(event: Event): void {
            super.learn(event)
            Object.assign(event, { a: 0 })
          }
        })(),
    ],
    [
      'the order of the fields is irrelevant, byte for byte',
      () =>
        new (class extends Largest {
          override learn(event: Event): void {
            super.learn(event)
            this.largest += Object.keys(event)[0] === 'a' ? 0 : 1
          }
        })(),
    ],
    [
      'zero events are legal, and equal events give equal bytes',
      () =>
        new (class extends Largest {
          override transform(event: Event): number[] {
            if (event?.a !== undefined && this.largest === 0 && event === events[0]) throw new Error('not fitted')
            return super.transform(event)
          }
        })(),
    ],
    [
      'learn(A), save, load, learn(B) is learn(A ++ B), byte for byte',
      () =>
        new (class extends Largest {
          #seen = 0
          override learn(event: Event): void {
            super.learn(event)
            this.largest += this.#seen++ % 3
          }
        })(),
    ],
    [
      'transform and learn refuse the same events as InvalidEvent, and no byte changes',
      () =>
        new (class extends Largest {
          override learn(event: Event): void {
            if (Number.isFinite(event?.a)) super.learn(event)
          }
        })(),
    ],
    [
      'load of a foreign state throws InvalidSnapshot and changes no byte',
      () =>
        new (class extends Largest {
          override load(from: SnapshotReader): void {
            this.largest = 0
            super.load(from)
            this.largest = Math.max(this.largest, 1)
          }
          override save(to: SnapshotWriter): void {
            if (this.largest !== 22) super.save(to)
          }
        })(),
    ],
  ])('catch one that breaks: %s', (law, create) => {
    expect(broken(create)).toContain(law)
  })
})
