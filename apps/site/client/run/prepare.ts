/** Where each package lies, so that `from '@rivulet/core'` finds it. */
export type Locate = (name: string) => string

/**
 * Turns code that a reader sees into a module that runs: packages are found where the site has them, and a line
 * `expression // => value` says what the expression is now.
 */
export function prepare(code: string, locate: Locate): string {
  return code
    .replace(/(from\s*)'@rivulet\/([a-z]+)'/g, (_, from: string, name: string) => `${from}'${locate(name)}'`)
    .replace(
      /^([ \t]*)(?:(const \w+) = )?(.+?);?[ \t]*\/\/ =>.*$/gm,
      (_, indent: string, name: string | undefined, value: string) =>
        name === undefined ? `${indent};__say(${value});` : `${indent}${name} = __say(${value});`,
    )
}
