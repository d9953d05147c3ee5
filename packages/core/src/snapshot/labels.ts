import { isLabel } from '../isLabel.ts'
import type { Label, SnapshotReader, SnapshotWriter } from '../vocabulary.ts'
import { InvalidSnapshot } from './invalidSnapshot.ts'

/**
 * Writes a list of labels as a text, `0`, `'0'` and `false` told apart.
 *
 * @example
 * ```ts
 * import { decode, encode, readLabels, writeLabels } from '@rivulet/core/snapshot'
 *
 * const bytes = encode({ save: (to) => writeLabels(to, 'labels', [0, '0', false]), load() {} })
 * readLabels(decode(bytes), 'labels') // => [0, '0', false]
 * ```
 */
export function writeLabels(to: SnapshotWriter, name: string, labels: readonly Label[]): void {
  to.text(name, JSON.stringify(labels))
}

/**
 * Reads a list of labels that `writeLabels` wrote.
 *
 * @throws InvalidSnapshot if the text is no list of distinct labels
 *
 * @example
 * ```ts
 * import { decode, encode, readLabels } from '@rivulet/core/snapshot'
 *
 * const snapshot = decode(encode({ save: (to) => to.text('labels', '["ham","spam"]'), load() {} }))
 * readLabels(snapshot, 'labels') // => ['ham', 'spam']
 * ```
 */
export function readLabels(from: SnapshotReader, name: string): Label[] {
  const text = from.text(name)
  let labels: unknown
  try {
    labels = JSON.parse(text)
  } catch {
    labels = undefined
  }
  if (!Array.isArray(labels) || !labels.every(isLabel) || new Set(labels).size < labels.length) {
    throw new InvalidSnapshot(
      `${name} should be a list of distinct labels, but is ${JSON.stringify(text.slice(0, 100))}`,
    )
  }
  return labels
}
