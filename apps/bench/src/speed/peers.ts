import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Turn } from './contest.ts'

/** Where `npm run bench:peers` puts what other people's programs need: outside the repository. */
export const PEERS: string = process.env['RIVULET_PEERS'] ?? join(homedir(), '.cache', 'rivulet-peers')

const PYTHON = join(PEERS, 'bin', 'python')
const SOURCE = fileURLToPath(new URL('../../src/speed/peers.py', import.meta.url))

/** The programs that peers.py knows. */
export type Peer = 'vw' | 'river' | 'sklearn'

let told = false

/** A turn of a peer over a file; nothing where it is not installed, which is said once. */
export function peer(which: Peer, file: string): Turn | undefined {
  if (!existsSync(PYTHON)) {
    if (!told) console.error('Vowpal Wabbit, River and scikit-learn are not here: npm run bench:peers installs them')
    told = true
    return undefined
  }
  return () =>
    Number(execFileSync(PYTHON, [SOURCE, which, file], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }))
}
