import { parseArgs } from 'node:util'
import { nearest } from '@rivulet/formats'
import type { OptionSpec } from './command.ts'
import { OptionError } from './optionError.ts'

type Values = Readonly<Record<string, string | boolean | (string | boolean)[] | undefined>>

/** What a command was given. */
export class Arguments {
  /** What is no option: files, most often. */
  readonly positionals: readonly string[]
  readonly #values: Values

  private constructor(values: Values, positionals: readonly string[]) {
    this.#values = values
    this.positionals = positionals
  }

  /**
   * Reads the words after a command.
   *
   * @throws OptionError for an option that there is not, or that lacks its value
   */
  static parse(words: readonly string[], specs: readonly OptionSpec[]): Arguments {
    const known = Object.fromEntries(
      specs.map(({ name, value, isList = false }) => [
        name,
        { type: value === undefined ? ('boolean' as const) : ('string' as const), multiple: isList },
      ]),
    )
    for (const word of words) {
      if (word === '--') break
      const name = /^--([^=]+)/.exec(word)?.[1]
      if (name !== undefined && !Object.hasOwn(known, name))
        throw new OptionError(`there is no option --${name}${meant(name, known)}`)
    }
    try {
      const { values, positionals } = parseArgs({ args: [...words], allowPositionals: true, options: known })
      for (const [name, value] of Object.entries(values)) {
        if (value === '') throw new OptionError(`--${name} should not be empty`)
      }
      return new Arguments(values, positionals)
    } catch (error) {
      if (error instanceof OptionError) throw error
      // Node explains itself at length; its first sentence says it.
      throw new OptionError(((error as Error).message.split(/\.(?:\s|$)/)[0] as string).split('\n')[0] as string)
    }
  }

  /** Whether an option is there. */
  has(name: string): boolean {
    return this.#values[name] !== undefined && this.#values[name] !== false
  }

  /** The value of an option. */
  text(name: string): string | undefined {
    return this.#values[name] as string | undefined
  }

  /** The value of an option that has to be there. */
  needed(name: string, what: string): string {
    const value = this.text(name)
    if (value === undefined) throw new OptionError(`--${name} ${what} is missing`)
    return value
  }

  /** The values of an option that may have several, given apart or between commas. */
  list(name: string): readonly string[] {
    const values = (this.#values[name] ?? []) as string[]
    return values.flatMap((value) => value.split(',').map((part) => part.trim())).filter((part) => part !== '')
  }

  /** One of some words. */
  oneOf<T extends string>(name: string, choices: readonly T[]): T | undefined {
    const value = this.text(name)
    if (value === undefined) return undefined
    const chosen = choices.find((choice) => choice === value)
    if (chosen !== undefined) return chosen
    const near = nearest(value, choices)
    throw new OptionError(
      `--${name} should be one of ${choices.join(', ')}, but is ${JSON.stringify(value)}${near === undefined ? '' : `; did you mean ${near}?`}`,
    )
  }

  /** A whole number ≥ 1. */
  count(name: string, otherwise: number): number {
    const value = this.text(name)
    if (value === undefined) return otherwise
    const number = /^\d+$/.test(value) ? Number(value) : Number.NaN
    if (number >= 1 && number <= Number.MAX_SAFE_INTEGER) return number
    throw new OptionError(`--${name} should be a whole number ≥ 1, but is ${JSON.stringify(value)}`)
  }

  /** A number that is at least this. */
  number(name: string, least: number): number | undefined {
    const value = this.text(name)
    if (value === undefined) return undefined
    const number = Number(value)
    if (value.trim() !== '' && number >= least && Number.isFinite(number)) return number
    throw new OptionError(`--${name} should be a number ≥ ${least}, but is ${JSON.stringify(value)}`)
  }

  /** The one argument that there has to be. */
  only(what: string): string {
    const [first, more] = this.positionals
    if (first === undefined || first === '') throw new OptionError(`${what} is missing`)
    if (more !== undefined) throw new OptionError(`there should be one ${what}, but there is ${more} as well`)
    return first
  }
}

function meant(name: string, known: Readonly<Record<string, unknown>>): string {
  const near = nearest(name, [...Object.keys(known), 'help'])
  return near === undefined ? '' : `; did you mean --${near}?`
}
