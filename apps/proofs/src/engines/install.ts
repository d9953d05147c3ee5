/**
 * `npm run engines`: installs the engines that npm has, pinned, into node_modules/.engines. Chromium, Firefox and jsc are Debian's:
 *
 *   apt-get install chromium firefox-esr libjavascriptcoregtk-4.0-bin
 */
import { execFileSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { ENGINES } from './findEngine.ts'

const PINNED = ['deno@2.9.6', 'bun@1.4.5', 'workerd@1.20261117.1']
mkdirSync(ENGINES, { recursive: true })
execFileSync(
  'npm',
  ['install', '--prefix', ENGINES, '--no-save', '--ignore-scripts', '--no-audit', '--no-fund', ...PINNED],
  {
    stdio: 'inherit',
  },
)
