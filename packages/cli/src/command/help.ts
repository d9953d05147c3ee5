import type { Command, OptionSpec } from './command.ts'
import { EXIT_CODES } from './exitCodes.ts'

const WIDTH = 80

/** What `rivulet --help` prints. */
export function overview(commands: readonly Command[]): string {
  const width = Math.max(...commands.map(({ name }) => name.length))
  return [
    'rivulet: a model learns from one event at a time, on files as people have them.',
    '',
    ...commands.map(({ name, summary }) => `  rivulet ${name.padEnd(width)}  ${summary}`),
    '',
    'rivulet COMMAND --help says what a command takes, with examples.',
    'rivulet --version says the version.',
    'rivulet completion bash, zsh or fish prints what a shell needs to complete.',
    '',
    EXIT_CODES,
  ].join('\n')
}

/** What `rivulet COMMAND --help` prints. */
export function helpOf({ name, summary, usage, options, details, examples }: Command): string {
  const parts = [`rivulet ${name} ${usage}`, '', ...wrapped(`${summary[0]?.toUpperCase()}${summary.slice(1)}.`, '')]
  if (options.length > 0) parts.push('', ...options.flatMap(optionLines))
  if (details !== '') parts.push('', ...details.split('\n').flatMap((line) => indented(line)))
  if (examples.length > 0) {
    parts.push('', 'Examples:')
    for (const { says, line } of examples) parts.push('', ...wrapped(`# ${says}`, '  '), `  ${line}`)
  }
  return [...parts, '', EXIT_CODES].join('\n')
}

function optionLines({ name, value, help }: OptionSpec): string[] {
  const title = `  --${name}${value === undefined ? '' : ` ${value}`}`
  const lines = wrapped(help, ' '.repeat(22))
  if (title.length > 20) return [title, ...lines]
  return [title.padEnd(22) + (lines[0] as string).trimStart(), ...lines.slice(1)]
}

/** A line of details: one that is indented, as of a list, keeps its blanks, and goes on below its second column. */
function indented(line: string): string[] {
  const term = /^( +\S+(?: \S+)*? {2,})(.*)$/.exec(line)
  if (term === null) return wrapped(line, '')
  const [, before = '', says = ''] = term
  const lines = wrapped(says, ' '.repeat(before.length))
  return [before + (lines[0] as string).trimStart(), ...lines.slice(1)]
}

/** Words in lines of a terminal. */
function wrapped(text: string, indent: string): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.trim().split(' ')) {
    if (line !== '' && indent.length + line.length + 1 + word.length > WIDTH) {
      lines.push(indent + line)
      line = word
    } else line = line === '' ? word : `${line} ${word}`
  }
  return [...lines, indent + line]
}
