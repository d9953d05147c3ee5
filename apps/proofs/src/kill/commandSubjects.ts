import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { Random } from '@rivulet/core'
import type { Subject } from './subject.ts'

/** The command as a person finds it after the installation. */
export const RIVULET: string = fileURLToPath(new URL('../../../../node_modules/.bin/rivulet', import.meta.url))

/** What it may say on standard error: of lines that are none, and advice; nothing of snapshots, nor of what is lost. */
export const HARMLESS: RegExp = /^(rivulet: (?![^\n]*(snapshot|passed over|lost))[^\n]*\n)*$/

/** A command does without pauses, so it gets more to learn. */
const MORE = 8

/** A snapshot after so many entries. */
const EVERY = '200'

const inputs = [
  { format: 'jsonl', how: 'file' },
  { format: 'csv', how: 'file' },
  { format: 'jsonl', how: 'gzip' },
  { format: 'csv', how: 'gzip' },
  { format: 'jsonl', how: 'spool' },
  { format: 'csv', how: 'spool' },
] as const
type Input = (typeof inputs)[number]

/** `rivulet train --snapshot` as a person starts it, with each model, over every kind of input that can be read again. */
export const commandSubjects: readonly Subject[] = ['auto', 'sgd'].flatMap((model) =>
  inputs.map((input) => commandSubject(model, input)),
)

function commandSubject(model: string, { format, how }: Input): Subject {
  return {
    name: `rivulet train --model ${model}, ${format}, ${how}`,
    suicidal: false,
    prepare(folder, events, seed) {
      const [head, lines] = writeLines(format, MORE * events, seed)
      const file = join(folder, how === 'gzip' ? `events.${format}.gz` : `events.${format}`)
      const text = head + lines.join('')
      writeFileSync(file, how === 'gzip' ? gzipSync(text) : text)
      const options = ['--label', 'late', '--model', model, '--every', EVERY, '--json']
      return (snapshots) => {
        const spool = join(snapshots, 'spool')
        const kept = ['--snapshot', join(snapshots, 'model.safetensors')]
        const common = { command: RIVULET, complaint: HARMLESS }
        if (how !== 'spool') return { ...common, args: ['train', file, ...options, ...kept] }
        const args = ['train', '-', '--format', format, ...options, ...kept, '--spool', spool]
        return { ...common, args, input: head + lines.slice(received(spool)).join('') }
      }
    },
  }
}

/** What a sender is told of a spool: how many lines are there whole. The rest it sends again. */
function received(spool: string): number {
  if (!existsSync(spool)) return 0
  let lines = 0
  for (const name of readdirSync(spool)) for (const byte of readFileSync(join(spool, name))) if (byte === 10) lines += 1
  return lines
}

/** A header, if the format has one, and events with all that it can say; now and then a line that is none. */
export function writeLines(format: 'jsonl' | 'csv', events: number, seed: number): [head: string, lines: string[]] {
  const random = new Random(seed)
  const lines = Array.from({ length: events }, () => {
    if (random.below(97) === 0) return 'nonsense\n'
    const hour = random.below(24)
    const who = ['ann', 'bob, jr.', 'çağ', '"dee"'][random.below(4)] as string
    const note = random.below(9) === 0 ? 'late again' : ''
    const late = random.below(24) < hour ? 'yes' : 'no'
    if (format === 'jsonl') return `${JSON.stringify({ hour, who, note, late })}\n`
    return `${hour},"${who.replaceAll('"', '""')}",${note},${late}\n`
  })
  return [format === 'csv' ? 'hour,who,note,late\n' : '', lines]
}
