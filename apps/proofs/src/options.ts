import { parseArgs } from 'node:util'

/** Reads options that are whole numbers, and `--json`; a bad one gets a line on standard error and exit code 2. */
export function readOptions<const N extends string>(
  defaults: Readonly<Record<N, number>>,
): Record<N, number> & { json: boolean } {
  try {
    const names = Object.keys(defaults) as N[]
    const options = Object.fromEntries(names.map((name) => [name, { type: 'string' as const }]))
    const { values } = parseArgs({ options: { ...options, json: { type: 'boolean' } } })
    const numbers = names.map((name): [N, number] => {
      const text = (values as Record<string, string | undefined>)[name]
      const value = text === undefined ? defaults[name] : Number(text)
      if (!Number.isSafeInteger(value) || value < 0)
        throw new Error(`--${name} should be a whole number, but is ${text}`)
      return [name, value]
    })
    return { ...(Object.fromEntries(numbers) as Record<N, number>), json: values['json'] === true }
  } catch (error) {
    console.error((error as Error).message)
    process.exit(2)
  }
}
