import { stat } from 'node:fs/promises'
import type { Json } from '@rivulet/core/snapshot'
import { type Item, type SeekableSource, singleFileStore, trainDurably } from '@rivulet/durable'
import type { Terminal } from '../command/terminal.ts'
import type { InputOptions } from '../input/inputOptions.ts'
import { peek } from '../input/peek.ts'
import { type AnyExample, openSource } from '../input/source.ts'
import { readModel } from '../model/readModel.ts'
import { count, percent } from '../progress/index.ts'
import { lockFiles } from '../train/lockFiles.ts'
import { Session } from '../train/session.ts'

/** What `rivulet replay` is asked for. */
export interface ReplayOptions {
  readonly snapshot: string
  readonly input: InputOptions
  /** After how many records to stop. */
  readonly to: number
  /** Lines that are left out, as if they had never been. */
  readonly without: ReadonlySet<number>
  readonly output: string
}

/**
 * `rivulet replay`: learns the files of a model again, up to a record or without some lines, into another snapshot. The state is, byte for byte, that of a model which
 * stopped there, or never saw those lines.
 *
 * @returns the exit code
 */
export async function replay(options: ReplayOptions, terminal: Terminal): Promise<number> {
  const { snapshot, input, to, without, output } = options
  const isThere = await stat(output).then(
    () => true,
    () => false,
  )
  if (isThere) throw new Error(`${output} is there already, and is not written over`)
  const { spec } = await readModel(snapshot)
  const lock = await lockFiles(output, undefined)
  try {
    const signal = terminal.stopped()
    const peeked = await peek(input, terminal.input, signal)
    const session = new Session(spec, 'file')
    const fields = spec.features === 'fields' ? { ...input.fields, ...spec.fields, label: spec.label } : input.fields
    const format = session.model.features.formatOf(peeked.format, fields)
    const onNotice = (notice: string): void => terminal.complain(`rivulet: ${notice}`)
    const opened = await openSource({ files: input.files, format, waits: true, onNotice }, peeked.input, signal)
    const { entries, saved } = await trainDurably<AnyExample, Json, undefined>({
      source: limited(opened.source, to, without),
      state: session.state,
      step(event, emit) {
        session.learn(event)
        emit(undefined)
      },
      store: singleFileStore(output),
      every: Number.MAX_SAFE_INTEGER,
      signal,
      onRejected: (rejection) => session.refusals.add(rejection),
      onProblem: ({ message }) => terminal.complain(`rivulet: ${message}`),
    })
    const { events, accuracy } = session.progress(Number.NaN)
    terminal.print(`${count(events)} events, ${percent(accuracy)} right, in ${output}`)
    return saved < entries ? 1 : 0
  } finally {
    await lock.release()
  }
}

/** A source up to so many records, those of some lines left out. */
function limited<P extends Json>(
  source: SeekableSource<AnyExample, P>,
  to: number,
  without: ReadonlySet<number>,
): SeekableSource<AnyExample, P> {
  return {
    async *readFrom(position, signal) {
      let read = 0
      for await (const batch of source.readFrom(position, signal)) {
        const kept: Item<AnyExample, P>[] = []
        for (const item of batch) {
          if (read++ >= to) break
          const { line } = (('at' in item ? item.at : undefined) as { readonly line?: number }) ?? {}
          if (line === undefined || !without.has(line)) kept.push(item)
        }
        if (kept.length > 0) yield kept
        if (read >= to) return
      }
    },
  }
}
