import { fileURLToPath } from 'node:url'

/** The folder of the site's sources. */
export const SITE: string = fileURLToPath(new URL('..', import.meta.url))

/** What is built, and served. */
export const DIST: string = fileURLToPath(new URL('../dist', import.meta.url))
