import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'
import { canMount } from './smallDisk.ts'

/** The name of a program that some tests need. */
export type ToolName = 'chromium' | 'firefox' | 'jsc' | 'redis' | 'tmpfs'

/** What some tests need and npm does not bring. */
interface Tool {
  /** What nothing proves without it. */
  readonly proves: string
  readonly commands: readonly string[]
  /** How to come by it. */
  readonly install: string
  /** Whether the command is of use here; default yes. */
  readonly isUsable?: () => boolean
}

const tools: Readonly<Record<ToolName, Tool>> = {
  chromium: {
    proves: 'that the page works in a real browser',
    commands: ['chromium', 'chromium-browser', 'google-chrome'],
    install: 'Debian: apt-get install chromium',
  },
  firefox: {
    proves: 'that the site works in Firefox',
    commands: ['firefox-esr', 'firefox'],
    install: 'Debian: apt-get install firefox-esr',
  },
  jsc: {
    proves: "that Safari's engine computes the same bits",
    commands: ['jsc'],
    install: 'Debian: apt-get install libjavascriptcoregtk-4.0-bin',
  },
  redis: {
    proves: 'that training from Redis is exactly once',
    commands: ['redis-server'],
    install: 'Debian: apt-get install redis-server',
  },
  tmpfs: {
    proves: 'that training outlives a real disk that is full',
    commands: ['mount'],
    install: 'run as root, who may mount one',
    isUsable: canMount,
  },
}

/** The names of all programs that some tests need. */
export const toolNames: readonly ToolName[] = Object.keys(tools) as ToolName[]

/**
 * The path of a program that some tests need and npm does not bring; that of `mount` for `tmpfs`, a small file system in memory.
 *
 * Where it is missing, a warning says what is not proven and how to install it, and the test skips itself with a
 * reason: `const jsc = findTool('jsc') ?? skip('jsc is not installed')`. CI lists in the environment variable
 * `RIVULET_REQUIRE` (`chromium,jsc,tmpfs`) what must not be missing there.
 *
 * @param name - the program, see {@link toolNames}
 * @param env - the environment whose `PATH` is searched
 *
 * @throws Error if the program is missing though required, or if `RIVULET_REQUIRE` names no known program
 */
export function findTool(name: ToolName, env: NodeJS.ProcessEnv = process.env): string | undefined {
  const required = (env['RIVULET_REQUIRE'] ?? '').split(',').filter((part) => part !== '')
  const unknown = required.find((part) => !toolNames.includes(part as ToolName))
  if (unknown !== undefined)
    throw new Error(`RIVULET_REQUIRE should name ${toolNames.join(', ')}, but names ${unknown}`)
  const { commands, proves, install, isUsable = () => true } = tools[name]
  const found = commands.map((command) => findCommand(command, env['PATH'])).find((path) => path !== undefined)
  if (found !== undefined && isUsable()) return found
  const absence = `${name} is not on this machine, so nothing proves here ${proves} (${install})`
  if (required.includes(name)) throw new Error(absence)
  console.warn(absence)
  return undefined
}

function findCommand(command: string, path = ''): string | undefined {
  return path
    .split(delimiter)
    .map((folder) => join(folder, process.platform === 'win32' ? `${command}.exe` : command))
    .find((file) => {
      try {
        accessSync(file, constants.X_OK)
        return true
      } catch {
        return false
      }
    })
}
