/** `npm run bench:peers`: a Python environment outside the repository, with what Rivulet is compared with. */
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { PEERS } from './peers.ts'

const PINNED = ['vowpalwabbit==9.11.9', 'river==0.26.1', 'scikit-learn==1.9.1', 'numpy']
execFileSync('python3', ['-m', 'venv', PEERS], { stdio: 'inherit' })
execFileSync(join(PEERS, 'bin', 'pip'), ['install', '--quiet', ...PINNED], { stdio: 'inherit' })
console.log(`installed in ${PEERS}`)
