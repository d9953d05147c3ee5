#!/usr/bin/env node
import { CommandError, readCommand, USAGE } from './command.ts'
import { diff, inspect } from './inspect/inspect.ts'
import { train } from './train/train.ts'

try {
  const command = readCommand(process.argv.slice(2))
  if (command.name === 'help') console.log(USAGE)
  else if (command.name === 'inspect') inspect(command.snapshot)
  else if (command.name === 'diff') diff(command.before, command.after)
  else process.exitCode = await train(command)
} catch (error) {
  console.error(`rivulet: ${(error as Error).message}`)
  process.exitCode = error instanceof CommandError ? 2 : 1
}
