import { readFile } from 'node:fs/promises'

/** What a page leads to: texts of this repository, by the path in the URL. */
const TEXTS: Readonly<Record<string, string>> = {
  '/guide/README.md': '../../../../README.md',
  '/guide/LECTURES.md': '../../../../packages/LECTURES.md',
  '/guide/demo.md': '../../README.md',
}

/** A text of the guide; undefined if the path is none of it. */
export async function guide(path: string): Promise<string | undefined> {
  const file = Object.hasOwn(TEXTS, path) ? TEXTS[path] : undefined
  return file === undefined ? undefined : readFile(new URL(file, import.meta.url), 'utf8')
}

/** The first program of this app's README, which is run as a test. */
export async function sampleCode(): Promise<string> {
  const readme = (await guide('/guide/demo.md')) as string
  return /```ts\n([\s\S]*?)```/.exec(readme)?.[1]?.trim() ?? ''
}
