import { encode, restore } from '../snapshot/index.ts'
import { checkVector } from '../vector/checkVector.ts'
import type { Transformer, Vector } from '../vocabulary.ts'
import { clone, isVector, reorder, same, spoil } from './clone.ts'
import { COERCED, vectorsWith } from './coerced.ts'
import { claim, claimSameBytes, claimThrows, type Law } from './law.ts'
import { snapshotLaws } from './snapshotLaws.ts'
import type { TransformerSubject } from './transformerSubject.ts'

/**
 * The laws that every transformer obeys, ours and a third party's.
 *
 * @param subject - how to make the transformer, and events that it accepts
 *
 * @example
 * ```ts
 * import { transformerLaws } from '@rivulet/core/conformance'
 *
 * const create = () => ({
 *   transform: (x: number[]) => x,
 *   learn() {},
 *   save() {},
 *   load() {},
 * })
 * const events = Array.from({ length: 20 }, (_, i) => [i])
 * const broken = transformerLaws({ create, events }).filter((law) => {
 *   try {
 *     law.check()
 *   } catch {
 *     return true
 *   }
 * })
 * broken.map((law) => law.name)[0] // => 'what transform gives is the caller’s own'
 * ```
 *
 * @see Montiel et al. (2021), River: machine learning for streaming data in Python (its estimator checks)
 */
export function transformerLaws<A, B>(subject: TransformerSubject<A, B>): Law[] {
  const { create, events, refused = [] } = subject
  const half = events.length >> 1

  function learned(from = 0, to: number = events.length, transformer: Transformer<A, B> = create()): Transformer<A, B> {
    for (const a of events.slice(from, to)) transformer.learn(clone(a))
    return transformer
  }
  function copy(transformer: Transformer<A, B>): Transformer<A, B> {
    const restored = create()
    restore(restored, encode(transformer))
    return restored
  }
  function claimSameAnswers(a: Transformer<A, B>, b: Transformer<A, B>, what: string): void {
    for (const event of events) claim(same(a.transform(clone(event)), b.transform(clone(event))), what)
  }

  return [
    {
      name: 'transform is pure: no byte changes, and it gives the same again',
      check() {
        const transformer = learned(0, half)
        const bytes = encode(transformer)
        for (const event of events) {
          const given = clone(event)
          const b = clone(transformer.transform(given))
          claim(same(given, event), 'the event is as it was')
          claim(same(transformer.transform(given), b), 'the second answer is the first')
        }
        claimSameBytes(encode(transformer), bytes, 'the state after transforming is the state before')
      },
    },
    {
      name: 'what transform gives is the caller’s own',
      check() {
        const transformer = learned(0, half)
        const bytes = encode(transformer)
        for (const event of events) {
          const given = clone(event)
          const first = transformer.transform(given)
          const kept = clone(first)
          transformer.transform(clone(events[0] as A))
          claim(same(first, kept), 'an answer is not changed by the next')
          spoil(first)
          claim(same(given, event), 'destroying the answer does not destroy the event')
          claim(same(transformer.transform(given), kept), 'destroying the answer does not change the next')
        }
        claimSameBytes(encode(transformer), bytes, 'destroying the answers does not change the state')
      },
    },
    {
      name: 'vectors given are vectors: finite, indices ascending and distinct',
      check() {
        const transformer = create()
        for (const event of events) {
          const b: unknown = transformer.transform(clone(event))
          if (isVector(b)) checkVector(b, isDense(b) ? { features: b.length } : { features: 2 ** 30 })
          transformer.learn(clone(event))
        }
      },
    },
    {
      name: 'the event is neither kept nor mutated by learn',
      check() {
        const transformer = create()
        for (const event of events) {
          const given = clone(event)
          transformer.learn(given)
          claim(same(given, event), 'the event is as it was')
          spoil(given)
        }
        claimSameBytes(
          encode(transformer),
          encode(learned()),
          'a transformer whose events were destroyed is as another',
        )
      },
    },
    {
      name: 'the order of the fields is irrelevant, byte for byte',
      check() {
        if (!events.some(isRecord)) return
        const [transformer, other] = [learned(), create()]
        for (const event of events) other.learn(reorder(event))
        claimSameBytes(encode(other), encode(transformer), 'fields in another order teach the same')
        for (const event of events) {
          claim(same(other.transform(reorder(event)), transformer.transform(event)), 'and give the same')
        }
      },
    },
    {
      name: 'zero events are legal, and equal events give equal bytes',
      check() {
        const fresh = create()
        fresh.transform(events[0] as A)
        claimSameBytes(encode(copy(fresh)), encode(fresh), 'a new transformer is saved and restored')
        claimSameBytes(encode(learned()), encode(learned()), 'two transformers of the same events are the same')
      },
    },
    {
      name: 'learn(A), save, load, learn(B) is learn(A ++ B), byte for byte',
      check() {
        const whole = learned()
        for (const split of [0, 1, half, events.length - 1]) {
          const continued = learned(split, events.length, copy(learned(0, split)))
          claimSameBytes(encode(continued), encode(whole), `interrupted after ${split} events it is as uninterrupted`)
          claimSameAnswers(continued, whole, `interrupted after ${split} events it answers as uninterrupted`)
        }
      },
    },
    {
      name: 'transform and learn refuse the same events as InvalidEvent, and no byte changes',
      check() {
        const transformer = learned(0, half)
        const bytes = encode(transformer)
        const bad = [undefined, null, 7, ...(isVector(events[0]) ? [[Number.NaN], [Infinity]] : []), ...refused]
        for (const event of bad) {
          claimThrows(() => transformer.transform(event as A), 'InvalidEvent', `${event} to transform`)
          claimThrows(() => transformer.learn(event as A), 'InvalidEvent', `${event} to learn`)
        }
        claimSameBytes(encode(transformer), bytes, 'the state after refusing is the state before')
      },
    },
    {
      name: 'what JavaScript would convert to a number is no number of a vector',
      check() {
        const [first] = events
        if (!isVector(first)) return
        const transformer = learned(0, half)
        const bytes = encode(transformer)
        for (const [i, value] of COERCED.entries()) {
          for (const x of vectorsWith(first as Vector, value)) {
            claimThrows(() => transformer.transform(x as A), 'InvalidEvent', `value ${i} of COERCED to transform`)
            claimThrows(() => transformer.learn(x as A), 'InvalidEvent', `value ${i} of COERCED to learn`)
          }
        }
        claimSameBytes(encode(transformer), bytes, 'the state after refusing is the state before')
      },
    },
    ...snapshotLaws<Transformer<A, B>>({
      create,
      use(transformer, i) {
        const event = events[i % events.length] as A
        claim(allFinite(transformer.transform(clone(event))), 'what it gives is finite')
        transformer.learn(clone(event))
      },
    }),
  ]
}

function isDense(x: unknown): x is ArrayLike<number> {
  return Array.isArray(x) || ArrayBuffer.isView(x)
}

function isRecord(x: unknown): boolean {
  return typeof x === 'object' && x !== null && !isVector(x)
}

/** Whether no number in it, however deep, is NaN or infinite. */
function allFinite(value: unknown): boolean {
  if (typeof value === 'number') return Number.isFinite(value)
  return typeof value !== 'object' || value === null || Object.values(value).every(allFinite)
}
