import { compareCommand } from '../compare/command.ts'
import { explainCommand } from '../explain/command.ts'
import { diffCommand, inspectCommand } from '../inspect/command.ts'
import { predictCommand } from '../predict/command.ts'
import { replayCommand } from '../replay/command.ts'
import { testCommand } from '../test/command.ts'
import { trainCommand } from '../train/command.ts'
import type { Command } from './command.ts'

/** Every command, in the order in which a person needs them. */
export const COMMANDS: readonly Command[] = [
  trainCommand,
  testCommand,
  predictCommand,
  explainCommand,
  compareCommand,
  inspectCommand,
  diffCommand,
  replayCommand,
]
