import { isLabel } from '../isLabel.ts'
import type { Label, SnapshotReader, SnapshotWriter } from '../vocabulary.ts'
import { checkSaved } from './checkSaved.ts'
import { readJson } from './readJson.ts'

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
  const labels = readJson(from, name)
  checkSaved(isLabels(labels), name, 'a list of distinct labels', labels)
  return labels
}

/**
 * Whether something read from a snapshot is a list of distinct labels, none of them −0, which is kept as 0.
 *
 * @example
 * ```ts
 * import { isLabels } from '@rivulet/core/snapshot'
 *
 * isLabels(['ham', 'spam', 'ham']) // => false
 * ```
 */
export function isLabels(list: unknown): list is Label[] {
  return Array.isArray(list) && list.every((y) => isLabel(y) && !Object.is(y, -0)) && new Set(list).size === list.length
}
