import type { Json } from '@rivulet/core/snapshot'
import type { Item, SeekableSource } from '@rivulet/durable'
import type { AnyExample } from '../input/source.ts'

/** An event, and whether it was learned in an earlier pass. */
export interface PassedExample extends AnyExample {
  readonly again?: true
}

/** A source that is read several times from its beginning to its end: a position says in which pass it is. */
export function inPasses(
  source: SeekableSource<AnyExample, Json>,
  passes: number,
): SeekableSource<PassedExample, Json> {
  if (passes === 1) return source
  return {
    async *readFrom(position, signal) {
      const { pass: first, inner } = whereIn(position)
      for (let pass = first; pass < passes; pass++) {
        for await (const batch of source.readFrom(pass === first ? inner : undefined, signal)) {
          yield batch.map((item) => inPass(item, pass))
        }
        if (signal?.aborted === true) return
      }
    },
  }
}

function whereIn(position: Json | undefined): { pass: number; inner: Json | undefined } {
  const found = position as { readonly pass?: number; readonly inner?: Json } | undefined
  return typeof found?.pass === 'number' ? { pass: found.pass, inner: found.inner } : { pass: 0, inner: position }
}

function inPass(item: Item<AnyExample, Json>, pass: number): Item<PassedExample, Json> {
  const next = { pass, inner: item.next }
  if ('lost' in item) return { ...item, next }
  if ('rejection' in item) return { ...item, next }
  const at = { pass, inner: item.at, ...lineOf(item.at) }
  return { event: pass === 0 ? item.event : { ...item.event, again: true }, at, next }
}

/** The line is what a person is told. */
function lineOf(position: Json): { line?: number } {
  const { line } = position as { readonly line?: number }
  return line === undefined ? {} : { line }
}
