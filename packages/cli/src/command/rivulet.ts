import { InvalidHeader, nearest } from '@rivulet/formats'
import { Arguments } from './arguments.ts'
import { COMMANDS } from './commands.ts'
import { completion } from './completion.ts'
import { helpOf, overview } from './help.ts'
import { OptionError } from './optionError.ts'
import type { Terminal } from './terminal.ts'
import { version } from './version.ts'

/**
 * The whole command: obeys a command line. What goes wrong is said in a line.
 *
 * @returns the exit code
 */
export async function rivulet(args: readonly string[], terminal: Terminal): Promise<number> {
  try {
    return await obey(args, terminal)
  } catch (error) {
    const isOption = error instanceof OptionError
    const name = COMMANDS.find((command) => command.name === args[0])?.name
    const help = isOption
      ? ` (rivulet ${name === undefined ? '' : `${name} `}--help lists the ${name === undefined ? 'commands' : 'options'})`
      : ''
    terminal.complain(`rivulet: ${(error as Error).message}${help}`)
    return isOption || error instanceof InvalidHeader ? 2 : 1
  }
}

async function obey([name, ...rest]: readonly string[], terminal: Terminal): Promise<number> {
  const command = COMMANDS.find((known) => known.name === name)
  if (command !== undefined) {
    if (isHelp(rest)) return printed(helpOf(command), terminal)
    return command.run(Arguments.parse(rest, command.options), terminal)
  }
  if (name === '--version' || name === '-v' || name === 'version') return printed(version(), terminal)
  if (name === 'completion') return printed(completion(rest[0], COMMANDS), terminal)
  if (name === '--help' || name === '-h' || name === 'help') {
    const asked = COMMANDS.find((known) => known.name === rest[0])
    return printed(asked === undefined ? overview(COMMANDS) : helpOf(asked), terminal)
  }
  const names = COMMANDS.map((known) => known.name)
  if (name === undefined) throw new OptionError(`a command is missing: ${names.join(', ')}`)
  const near = nearest(name, names)
  throw new OptionError(`there is no command ${name}${near === undefined ? '' : `; did you mean ${near}?`}`)
}

/** Whether help is asked for, in whatever place. */
function isHelp(words: readonly string[]): boolean {
  const end = words.indexOf('--')
  return (end < 0 ? words : words.slice(0, end)).some((word) => word === '--help' || word === '-h')
}

function printed(text: string, { print }: Terminal): number {
  print(text)
  return 0
}
