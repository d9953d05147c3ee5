/**
 * `npm run site`: builds the whole site into apps/site/dist, which any static file server serves, from any path.
 *
 *   npm run site -- [--open] [--port 8418]    builds, then serves it on this machine and opens it
 */
import { rmSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { buildClient } from './client.ts'
import { writeDigits } from './digits.ts'
import { DIST } from './folders.ts'
import { buildPages } from './pages.ts'
import { openSite } from './serve.ts'

const { values } = parseArgs({ options: { open: { type: 'boolean' }, port: { type: 'string', default: '8418' } } })
rmSync(DIST, { recursive: true, force: true })
await buildClient()
await writeDigits()
const pages = await buildPages()
console.log(`${pages} pages in apps/site/dist`)
if (values.open === true) await openSite(Number(values.port))
