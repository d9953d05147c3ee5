import { diffCommand, inspectCommand } from '../inspect/command.ts'
import { trainCommand } from '../train/command.ts'
import type { Command } from './command.ts'

/** Every command, in the order in which a person needs them. */
export const COMMANDS: readonly Command[] = [trainCommand, inspectCommand, diffCommand]
