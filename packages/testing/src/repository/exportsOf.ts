import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** A name that a package exports, and the first sentence of its documentation. */
export interface Exported {
  readonly name: string
  readonly kind: 'value' | 'type'
  readonly sentence: string
}

/**
 * What a table of contents exports, in its order, or a file by itself; each name is looked up in the file that declares it.
 *
 * @param file - the table of contents
 * @param wanted - which names, all of them unless given
 */
export function exportsOf(file: string, wanted: (name: string) => boolean = () => true): Exported[] {
  const text = readFileSync(file, 'utf8')
  const own = [...text.matchAll(/^export (?:abstract |async )*(class|function\*?|const|interface|type) (\w+)/gm)]
  return [
    ...listed(file)
      .filter(({ name }) => wanted(name))
      .flatMap(({ name, inside, from }) =>
        exportsOf(from, (other) => other === inside).map((exported) => ({ ...exported, name })),
      ),
    ...own
      .filter(([, , name = '']) => wanted(name))
      .map(([, word, name = '']): Exported => {
        const kind = word === 'interface' || word === 'type' ? 'type' : 'value'
        return { name, kind, sentence: sentenceOf(name, file) }
      }),
  ]
}

/** The names that a file passes on from others. */
function listed(file: string): { name: string; inside: string; from: string }[] {
  const lists = readFileSync(file, 'utf8').matchAll(/^export (?:type )?\{([^}]*)\} from '(\.[^']+)'/gm)
  return [...lists].flatMap(([, list, from]) =>
    (list as string)
      .split(',')
      .map((item) => item.trim().replace(/^type\s+/, ''))
      .filter((item) => item !== '')
      .map((item) => {
        const [inside = '', name = inside] = item.split(' as ')
        return { name, inside, from: join(dirname(file), from as string) }
      }),
  )
}

/** The first sentence of what is written right above a declaration. */
function sentenceOf(name: string, file: string): string {
  const declaration = `export (?:abstract |async )*(?:class|function\\*?|const|interface|type) ${name}\\b`
  const comment = new RegExp(`/\\*\\*((?:(?!\\*/)[\\s\\S])*)\\*/\\s*${declaration}`).exec(
    readFileSync(file, 'utf8'),
  )?.[1]
  if (comment === undefined) throw new Error(`${file} should document ${name}, but has no comment right above it`)
  const lines = comment.split('\n').map((line) => line.replace(/^\s*\* ?/, '').trim())
  const paragraph = lines.slice(lines.findIndex((line) => line !== ''))
  const end = paragraph.findIndex((line) => line === '' || line.startsWith('@'))
  const whole = paragraph.slice(0, end === -1 ? undefined : end).join(' ')
  const [first = ''] = /^.*?[.:;](?=\s|$)/.exec(whole.trim()) ?? [whole.trim()]
  return first
    .replace(/[.:;]$/, '')
    .replace(/\{@link (\w+)[^}]*\}/g, '`$1`')
    .replace(/\*(\w+)\*/g, '_$1_')
}
