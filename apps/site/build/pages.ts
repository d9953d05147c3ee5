import { cpSync } from 'node:fs'
import { join, relative } from 'node:path'
import Eleventy from '@11ty/eleventy'
import katex from '@vscode/markdown-it-katex'
import { lectureFigures } from '../../../packages/figures/draw/lectureFigures.ts'
import { DIST, SITE } from './folders.ts'
import { type Markdown, runnableCode } from './markdown.ts'

/** The folders of pages that have a list of their own, in the order that each page gives. */
const LISTS = ['lectures', 'playground'] as const

/** Builds the pages, and says how many there are. Formulas become MathML, which every browser typesets without a style sheet. */
export async function buildPages(): Promise<number> {
  cpSync(join(SITE, 'static'), join(DIST, 'assets'), { recursive: true })
  const figures = lectureFigures()
  const eleventy = new Eleventy(`./${relative(process.cwd(), join(SITE, 'pages'))}`, DIST, {
    quietMode: true,
    configPath: '',
    config(configuration) {
      configuration.setIncludesDirectory('../layouts')
      configuration.setLayoutsDirectory('../layouts')
      configuration.addGlobalData('layout', 'page.njk')
      configuration.amendLibrary('md', (markdown: Markdown) => {
        markdown.use(katex.default ?? katex, { output: 'mathml', throwOnError: true })
        markdown.use(runnableCode)
      })
      configuration.addShortcode('figure', (name = '') => {
        const svg = figures[name]
        if (svg === undefined)
          throw new Error(`figure should be one of ${Object.keys(figures).join(', ')}, but is ${name}`)
        return `<figure>${svg}</figure>`
      })
      // From a page to the root of the site, so that it works wherever it is served.
      configuration.addFilter('up', (url) => '../'.repeat(url.split('/').length - 2) || './')
      for (const list of LISTS) {
        configuration.addCollection(list, (all) =>
          all
            .getFilteredByGlob(`**/pages/${list}/*.md`)
            .filter(({ data }) => data.order > 0)
            .sort((a, b) => a.data.order - b.data.order),
        )
      }
    },
  })
  await eleventy.init()
  const [, written] = await eleventy.executeBuild()
  return written.flat().length
}
