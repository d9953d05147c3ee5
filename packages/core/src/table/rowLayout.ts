import { powerOfTwo } from './powerOfTwo.ts'

/** Where the numbers of a row are: marks, padded to `first`, then blocks. */
export interface RowLayout {
  /** How many numbers a row has as a whole. */
  readonly marks: number
  /** How many blocks it has. */
  readonly blocks: number
  /** The room for scores in a block. */
  readonly block: number
  /** Where the first block begins. */
  readonly first: number
  /** How far apart rows lie. */
  readonly stride: number
}

/** The layout of rows with so many scores. One score alone is no lane of anything, and is not padded. */
export function rowLayout(scores: number, blocks: number, marks: number): RowLayout {
  const [block, first] = scores === 1 ? [1, marks] : [even(scores), even(marks)]
  return { marks, blocks, block, first, stride: first + blocks * block }
}

/** The layout with room for so many scores: the same while there is room, else one of a power of two. */
export function roomier(layout: RowLayout, scores: number): RowLayout {
  return scores > layout.block ? rowLayout(powerOfTwo(scores), layout.blocks, layout.marks) : layout
}

/** Lays rows out anew, in place: from the last number to the first, so that none is overwritten before it has moved. */
export function spread(values: Float64Array, rows: number, from: RowLayout, to: RowLayout): void {
  const move = (start: number, target: number, numbers: number, room: number): void => {
    values.copyWithin(target, start, start + numbers).fill(0, target + numbers, target + room)
  }
  for (let row = rows - 1; row >= 0; row--) {
    const [start, target] = [row * from.stride, row * to.stride]
    for (let m = to.blocks - 1; m >= 0; m--) {
      move(start + from.first + m * from.block, target + to.first + m * to.block, from.block, to.block)
    }
    move(start, target, from.first, to.first)
  }
}

/** The blocks of some rows, without what is spare, and their marks. */
export function packed(
  values: Float64Array,
  places: Uint32Array,
  { marks, blocks, block, first }: RowLayout,
  scores: number,
): { rows: Float64Array; marked: Float64Array } {
  const rows = new Float64Array(places.length * blocks * scores)
  const marked = new Float64Array(places.length * marks)
  for (const [i, at] of places.entries()) {
    for (let m = 0; m < blocks; m++) {
      const start = at + first + m * block
      rows.set(values.subarray(start, start + scores), (i * blocks + m) * scores)
    }
    marked.set(values.subarray(at, at + marks), i * marks)
  }
  return { rows, marked }
}

/** Puts back what {@link packed} gave. */
export function unpack(
  values: Float64Array,
  places: Uint32Array,
  { marks, blocks, block, first }: RowLayout,
  scores: number,
  { rows, marked }: { readonly rows: Float64Array; readonly marked: Float64Array },
): void {
  for (const [i, at] of places.entries()) {
    for (let m = 0; m < blocks; m++) {
      const saved = (i * blocks + m) * scores
      values.set(rows.subarray(saved, saved + scores), at + first + m * block)
    }
    values.set(marked.subarray(i * marks, (i + 1) * marks), at)
  }
}

function even(n: number): number {
  return n + (n & 1)
}
