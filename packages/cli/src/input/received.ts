import { InvalidEvent } from '@rivulet/core'
import type { Format, OpenFormat } from '@rivulet/formats'

/** A line as it was received. */
export interface Received {
  readonly text: string
  /** What stood at the top of its text: the header, with the delimiter above it. */
  readonly header?: string
  /** Why it is no record. */
  readonly problem?: string
}

const strict = new TextDecoder('utf-8', { fatal: true })

/** Gives the records of a format as they are, for who keeps them before they are read. */
export function receivedFormat(format: Format<unknown>): Format<Received> {
  return {
    open(head, isAll) {
      const opened = format.open(head, isAll)
      if (opened === undefined) return undefined
      const { top, delimiter } = opened
      const header = headerOf(head, opened)
      return {
        top,
        ...(delimiter === undefined ? {} : { delimiter }),
        read: (record) => ({ text: textOf(record), ...(header === undefined ? {} : { header }) }),
      }
    },
  }
}

/** The top of a text in a form in which nothing has to be guessed again. */
function headerOf(head: Uint8Array, { top, delimiter }: OpenFormat<unknown>): string | undefined {
  if (delimiter === undefined) return undefined
  const text = strict.decode(head.subarray(0, top.bytes)).replace(/^sep=.\r?\n/, '')
  return `sep=${String.fromCharCode(delimiter)}\n${text}`
}

function textOf(record: Uint8Array): string {
  try {
    return strict.decode(record)
  } catch {
    throw new InvalidEvent('the line is not valid UTF-8')
  }
}

/** Reads lines that were received, each below its own header. */
export class SpoolReader<E> {
  readonly #format: Format<E>
  #known: { readonly header: string; readonly format: OpenFormat<E> } | undefined
  #passed = 0

  constructor(format: Format<E>) {
    this.#format = format
  }

  /** How many records were passed over. */
  get passed(): number {
    return this.#passed
  }

  /**
   * What a line says; `undefined` if it is passed over.
   *
   * @throws InvalidEvent or SyntaxError if it is no record
   */
  read({ text, header = '', problem }: Received): E | undefined {
    if (problem !== undefined) throw new InvalidEvent(problem)
    if (this.#known?.header !== header) {
      const format = this.#format.open(Buffer.from(header), true)
      if (format === undefined) throw new InvalidEvent('the header of this line cannot be read')
      this.#known = { header, format }
    }
    const event = this.#known.format.read(Buffer.from(text))
    if (event === undefined) this.#passed++
    return event
  }
}
