import { parseSync } from 'vite'

/** Globals that answer otherwise elsewhere or later, with those of their members whose every bit ECMAScript fixes. */
const globals = new Map<string, readonly string[]>([
  [
    'Math',
    ['abs', 'ceil', 'clz32', 'floor', 'fround', 'imul', 'max', 'min', 'round', 'sign', 'sqrt', 'trunc'].concat([
      'E',
      'LN10',
      'LN2',
      'LOG10E',
      'LOG2E',
      'PI',
      'SQRT1_2',
      'SQRT2',
    ]),
  ],
  ['Date', ['UTC']],
  ['Intl', []],
  ['crypto', []],
  ['performance', []],
])

/** Methods that ask for the machine's locale. */
const localeMethods = ['localeCompare', 'toLocaleLowerCase', 'toLocaleString', 'toLocaleUpperCase']

interface Node {
  readonly type: string
  readonly start: number
  readonly [key: string]: unknown
}

/**
 * What a TypeScript source takes from the engine or the machine that may differ elsewhere: functions of `Math` that
 * ECMAScript leaves to the engine, `**`, clocks, randomness, locales.
 *
 * The source is parsed, so words in comments, strings and types do not count. `**` between two written numbers is
 * exempt.
 *
 * @returns one line for each finding: `3: Math.exp`
 */
export function engineMaths(source: string): string[] {
  const visit = (node: Node): string[] => {
    const taken = takenBy(node)
    return taken === undefined
      ? children(node).flatMap(visit)
      : [`${source.slice(0, node.start).split('\n').length}: ${taken}`]
  }
  return visit(parseSync('source.ts', source).program as unknown as Node)
}

function takenBy(node: Node): string | undefined {
  if (node.type === 'Identifier') return globals.has(nameOf(node)) ? nameOf(node) : undefined
  if (node.type === 'MemberExpression') {
    const [object, property] = [nameOf(node['object']), node['computed'] === true ? '[…]' : nameOf(node['property'])]
    if (localeMethods.includes(property)) return property
    return globals.get(object)?.includes(property) === false ? `${object}.${property}` : undefined
  }
  const isPower = node['operator'] === '**' || node['operator'] === '**='
  return isPower && !(isNumber(node['left']) && isNumber(node['right'])) ? (node['operator'] as string) : undefined
}

/** The nodes below a node that are evaluated: no types, no names of properties. */
function children(node: Node): Node[] {
  if (/^TS(TypeAnnotation|TypeReference|TypeAliasDeclaration|InterfaceDeclaration)$/.test(node.type)) return []
  const object = nameOf(node['object'])
  if (node.type === 'MemberExpression' && globals.has(object)) return []
  const namesProperty = node['computed'] !== true && object !== 'globalThis'
  return Object.entries(node)
    .filter(([key]) => !namesProperty || (key !== 'key' && key !== 'property'))
    .flatMap(([, value]) => value)
    .filter(isNode)
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && typeof (value as Node).type === 'string'
}

function nameOf(node: unknown): string {
  return isNode(node) && (node.type === 'Identifier' || node.type === 'PrivateIdentifier') ? String(node['name']) : ''
}

/** Whether a node is a number as written, `2` or `-52`. */
function isNumber(node: unknown): boolean {
  if (!isNode(node)) return false
  if (node.type === 'UnaryExpression') return node['operator'] === '-' && isNumber(node['argument'])
  return node.type === 'Literal' && typeof node['value'] === 'number'
}
