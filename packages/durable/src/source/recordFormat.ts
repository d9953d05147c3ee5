/** The top of a text as a format has understood it, and how the records below are read. */
export interface OpenRecordFormat<E> {
  /** How much at the top is no record: a header, for instance. */
  readonly top: { readonly bytes: number; readonly lines: number }
  /** The byte between cells, in a format in which a line break between quotes belongs to a record. */
  readonly delimiter?: number
  /** What a record says; `undefined` passes over it. A SyntaxError or InvalidEvent that it throws refuses it. */
  read(record: Uint8Array): E | undefined
  /** Whether a record is whole though no line break ends it. */
  isWhole?(record: Uint8Array): boolean
}

/** A text format, such as those of `@rivulet/formats`. */
export interface RecordFormat<E> {
  /**
   * Understands the top of a text.
   *
   * @param head - its first bytes
   * @param isAll - whether there are no more, or no more that will be shown
   * @returns `undefined` if more bytes have to be shown
   */
  open(head: Uint8Array, isAll: boolean): OpenRecordFormat<E> | undefined
}

/** How records become events: by a format, or by a function of the text of a line, which passes over those for which it gives `undefined`. */
export type ParseRecord<E> = RecordFormat<E> | ((line: string) => E | undefined)

const decoder = new TextDecoder('utf-8', { fatal: true })

/** A function of the text of a line as a format. */
export function toFormat<E>(parse: ParseRecord<E>): RecordFormat<E> {
  if (typeof parse !== 'function') return parse
  return { open: () => ({ top: { bytes: 0, lines: 0 }, read: (record) => parse(textOf(record)) }) }
}

function textOf(record: Uint8Array): string {
  try {
    return decoder.decode(record)
  } catch {
    throw new SyntaxError('the line is not valid UTF-8')
  }
}
