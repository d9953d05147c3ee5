/** A fenced ts block found in a document, with the 1-based line of its first line of code. */
export interface Example {
  readonly line: number
  readonly code: string
}

/** Collects the fenced `ts` blocks of a Markdown text, or of the TSDoc comments of a TypeScript source. */
export function collectExamples(text: string): Example[] {
  const examples: Example[] = []
  let open: { line: number; code: string[] } | undefined
  for (const [i, raw] of text.split('\n').entries()) {
    const line = raw.replace(/^\s*\* ?/, '')
    if (open === undefined) {
      if (/^\s*```ts\s*$/.test(line)) open = { line: i + 2, code: [] }
    } else if (/^\s*```\s*$/.test(line)) {
      examples.push({ line: open.line, code: open.code.join('\n') })
      open = undefined
    } else {
      open.code.push(raw.includes('* ') || /^\s*\*/.test(raw) ? line : raw)
    }
  }
  return examples
}

/**
 * Turns an example into the body of an async test: imports become awaited imports, and `expression // => value`
 * becomes an assertion that both are deeply equal, numbers to 12 digits.
 */
export function exampleToTest(code: string): string {
  return code
    .replace(/^import type .*$/gm, '')
    .replace(/^import\s*\{([^}]*)\}\s*from\s*('[^']+')/gm, (_, names: string, from: string) => {
      const values = names.split(',').filter((name) => name.trim() !== '' && !name.trim().startsWith('type '))
      return `const {${values.map((name) => name.replace(/\sas\s/, ': ')).join(',')}} = await import(${from})`
    })
    .replace(/^(\s*)(?:const (\w+) = )?(.+?);? *\/\/ => (.+)$/gm, (_, indent: string, name, expression, expected) =>
      name === undefined
        ? `${indent}__same(${expression}, ${expected})`
        : `${indent}const ${name} = ${expression}; __same(${name}, ${expected})`,
    )
}
