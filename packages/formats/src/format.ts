import type { Label } from '@rivulet/core'

/** What a record says, in one vocabulary for every format. */
export interface Example<X> {
  /** The features: fields by name, or a vector. */
  readonly x: X
  /** The label; `undefined` if the record has none. */
  readonly y: Label | undefined
  /** How many times it counts, ≥ 0. */
  readonly weight: number
}

/** The top of a text as a format has understood it, and how the records below are read. */
export interface OpenFormat<E> {
  /** How much at the top is no record: a header, for instance. */
  readonly top: { readonly bytes: number; readonly lines: number }
  /** The byte between cells, in a format in which a line break between quotes belongs to a record. */
  readonly delimiter?: number
  /**
   * What a record says; `undefined` for one that says nothing, as a header that is met again.
   *
   * @throws InvalidEvent or SyntaxError if it is no record of this format; then nothing has changed
   */
  read(record: Uint8Array): E | undefined
  /** Whether a record is whole though no line break ends it, so that nothing that may be written after it can belong to it. */
  isWhole?(record: Uint8Array): boolean
}

/** A text format: one record after the other, most often one a line. */
export interface Format<E> {
  /**
   * Understands the top of a text.
   *
   * @param head - the first bytes of the text
   * @param isAll - whether there are no more, or no more that will be shown
   * @returns `undefined` if more bytes have to be shown
   * @throws InvalidHeader if the text cannot be read at all
   */
  open(head: Uint8Array, isAll: boolean): OpenFormat<E> | undefined
}
