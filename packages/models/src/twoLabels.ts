import type { Label } from '@rivulet/core'
import { check, checkOptions } from '@rivulet/core'
import { LINEAR_KEYS, type LinearOptions } from './linearOptions.ts'

/** What a classifier of two classes can be told; its labels are 0 and 1 unless given. */
export interface BinaryOptions<L extends Label> extends Omit<LinearOptions<L>, 'labels' | 'maxLabels'> {
  /** The two classes: class 0 (or −1), then class 1. */
  readonly labels?: readonly [L, L]
}

/** The options of a classifier of two classes, complete. */
export function twoLabels<L extends Label>(options: BinaryOptions<L>): LinearOptions<L> {
  checkOptions<BinaryOptions<L>>('a classifier of two classes', options, ['labels', ...LINEAR_KEYS])
  const { labels = [0, 1] as unknown as readonly [L, L] } = options
  check(Array.isArray(labels) && labels.length === 2, 'labels', 'two', labels)
  return { ...options, labels }
}
