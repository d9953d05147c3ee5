import { InvalidSnapshot, type Json } from '@rivulet/core/snapshot'
import { OtherFile, type Trained, trainDurably } from '@rivulet/durable'
import { hintFor } from '@rivulet/formats'
import { Advisor } from '../advice/advisor.ts'
import { asOption } from '../command/optionError.ts'
import type { Terminal } from '../command/terminal.ts'
import { peek } from '../input/peek.ts'
import { kindOf, openSource } from '../input/source.ts'
import { specFor } from '../model/modelOptions.ts'
import { savedSpec } from '../model/savedSpec.ts'
import { count } from '../progress/index.ts'
import { LateLabels } from './lateLabels.ts'
import { lockFiles } from './lockFiles.ts'
import { openStore } from './openStore.ts'
import { inPasses, type PassedExample } from './passes.ts'
import { jsonPrinter, quietPrinter, tablePrinter } from './printer.ts'
import { Session } from './session.ts'
import { showing } from './showing.ts'
import type { TrainOptions } from './trainOptions.ts'

/** The exit code of programs that SIGPIPE ends: nobody read the output, and there was nothing else to work for. */
const UNREAD = 141

/** So many refused with none learned, and something is wrong with all of them. */
const HOPELESS = 100

/** What to do with a file that the snapshot does not know. */
const IF_OTHER =
  'If it is the next file, --next learns it from its beginning; if the one before was renamed, give that first; if it was changed, begin a new snapshot'

/**
 * `rivulet train`: learns files or standard input, from where the snapshot left them.
 *
 * @returns the exit code
 */
export async function train(options: TrainOptions, terminal: Terminal): Promise<number> {
  const lock = await lockFiles(options.snapshot, options.spool)
  try {
    return await trainLocked(options, terminal)
  } finally {
    await lock.release()
  }
}

async function trainLocked(options: TrainOptions, terminal: Terminal): Promise<number> {
  const { input, asked, snapshot, spool, every, follow, next } = options
  const say = (sentence: string): void => terminal.complain(`rivulet: ${sentence}`)
  // Whatever ends the training ends the receiving as well. Who keeps a snapshot learns on when nobody reads the table.
  const end = new AbortController()
  const reasons = [terminal.stopped(), end.signal]
  const signal = AbortSignal.any(snapshot === undefined ? [...reasons, terminal.unread] : reasons)
  const peeked = await peek(input, terminal.input, signal)
  const spec = specFor(asked, input.fields, peeked.format, await savedSpec(snapshot))
  const session = asOption(() => new Session(spec, kindOf(input.files, spool)))
  const { label, model } = spec
  const known = { ...input.fields, ...spec.fields, label, optional: options.labels !== undefined }
  const fields = spec.features === 'fields' ? known : input.fields
  const format = asOption(() => session.model.features.formatOf(peeked.format, fields))
  const reading = { files: input.files, format, follow, next, waits: snapshot !== undefined, spool, onNotice: say }
  const { source, passedOver, received } = await openSource(reading, peeked.input, signal)
  const late = options.labels && (await LateLabels.read(options.labels.file, options.labels.key, spec, input, terminal))
  const store = await openStore(snapshot)
  const printer = options.json
    ? jsonPrinter(terminal)
    : options.quiet
      ? quietPrinter()
      : tablePrinter(terminal, input.files, label)
  const advisor = new Advisor(model, say)
  const show = showing(session, printer, say, (progress) => advisor.scores(progress, false))
  try {
    const trained = await trainDurably<PassedExample, Json, undefined>({
      source: inPasses(source, options.passes),
      state: session.state,
      step: (event, emit) => {
        show.begin()
        session.learn(late === undefined ? event : { ...event, ...late.join(event) })
        advisor.event(event.x, event.y)
        emit(undefined)
        show.scored()
      },
      store,
      every: snapshot === undefined ? Number.MAX_SAFE_INTEGER : every,
      signal,
      onRejected(rejection) {
        session.refusals.add(rejection)
        if (session.events === 0 && session.refusals.count >= HOPELESS) end.abort('hopeless')
      },
      onLost: ({ count: lines, reason }) =>
        say(`${lines === undefined ? 'an unknown number of lines' : `${count(lines)} lines`} are lost: ${reason}`),
      // The rows say how far it is; --every is how seldom snapshots may be, and not how often they are.
      onSkipped: () => {},
      onProblem: ({ message }) => say(message),
    })
    await received
    advisor.scores(show.end(trained.done, passedOver()), true)
    const { summary } = session.refusals
    if (summary !== undefined) say(summary)
    const left = format.left?.()
    if (left !== undefined && left.count > 0)
      say(`${left.count} fields could not be used and were left out, the last is ${left.last}`)
    const isHopeless = session.events === 0 && session.refusals.count > 0
    if (isHopeless) say(`nothing could be learned${hint(peeked)}`)
    return isHopeless ? 1 : exitCode(trained, signal)
  } catch (error) {
    // That of a snapshot made otherwise: a person should know which.
    if (error instanceof InvalidSnapshot) throw new Error(`${snapshot}: ${error.message}`, { cause: error })
    if (error instanceof OtherFile) throw new Error(`${error.message}. ${IF_OTHER}`, { cause: error })
    throw error
  } finally {
    show.stop()
    end.abort()
  }
}

function hint({ head, format }: { readonly head: Uint8Array; readonly format: Parameters<typeof hintFor>[1] }): string {
  const found = hintFor(head, format)
  return found === undefined ? '' : `: ${found}`
}

function exitCode({ done, saved, entries }: Trained<Json>, signal: AbortSignal): number {
  if (saved < entries) return 1
  if (done) return 0
  return signal.reason === 'SIGINT' ? 130 : signal.reason === 'EPIPE' ? UNREAD : 0
}
