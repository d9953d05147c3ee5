/** The part of Eleventy that builds this site; the package brings no types. */
declare module '@11ty/eleventy' {
  interface Item {
    readonly url: string
    readonly data: { readonly order: number; readonly title: string }
  }
  interface Configuration {
    setIncludesDirectory(folder: string): void
    setLayoutsDirectory(folder: string): void
    addGlobalData(name: string, value: unknown): void
    amendLibrary(name: 'md', amend: (markdown: never) => void): void
    addShortcode(name: string, make: (...values: string[]) => string): void
    addFilter(name: string, filter: (value: string) => string): void
    addCollection(name: string, of: (all: { getFilteredByGlob(glob: string): Item[] }) => Item[]): void
  }
  interface Options {
    readonly quietMode?: boolean
    readonly configPath?: string
    readonly config?: (configuration: Configuration) => void
  }
  export default class Eleventy {
    constructor(input: string, output: string, options: Options)
    init(): Promise<void>
    executeBuild(): Promise<readonly [unknown, readonly unknown[]]>
  }
}
