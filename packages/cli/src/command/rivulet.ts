import { diff } from '../inspect/diff.ts'
import { inspect } from '../inspect/inspect.ts'
import { train } from '../train/train.ts'
import { OptionError } from './optionError.ts'
import { type Options, parseOptions } from './options.ts'
import type { Terminal } from './terminal.ts'
import { USAGE } from './usage.ts'
import { version } from './version.ts'

/**
 * The whole command: obeys a command line. What goes wrong is said in a line.
 *
 * @returns the exit code
 */
export async function rivulet(args: readonly string[], terminal: Terminal): Promise<number> {
  try {
    return await obey(parseOptions(args), terminal)
  } catch (error) {
    const isOption = error instanceof OptionError
    terminal.complain(`rivulet: ${(error as Error).message}${isOption ? ' (--help lists the options)' : ''}`)
    return isOption ? 2 : 1
  }
}

async function obey(options: Options, terminal: Terminal): Promise<number> {
  switch (options.command) {
    case 'train':
      return train(options, terminal)
    case 'inspect':
      return inspect(options, terminal)
    case 'diff':
      return diff(options, terminal)
    case 'version':
      terminal.print(version())
      return 0
    case 'help':
      terminal.print(USAGE)
      return 0
  }
}
