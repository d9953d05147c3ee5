import { mkdirSync, writeFileSync } from 'node:fs'
import { lectureFigures } from './lectureFigures.ts'
import { onPaper } from './onPaper.ts'

/** `pnpm run draw`: writes the course's figures beside LECTURES.md, which shows them. A test holds the files to the functions. */
const folder = new URL('../drawn/', import.meta.url)
mkdirSync(folder, { recursive: true })
for (const [name, svg] of Object.entries(lectureFigures()))
  writeFileSync(new URL(`${name}.svg`, folder), `${onPaper(svg)}\n`)
