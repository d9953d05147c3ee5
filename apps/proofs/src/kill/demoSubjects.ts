import { fileURLToPath } from 'node:url'
import type { Subject } from './subject.ts'

const DEMO = fileURLToPath(new URL('../../../live/src/main.ts', import.meta.url))

/** For each stream of the demo how fast it is to go, so that there is time to be killed: about four seconds for all its events. */
const streams = [
  { stream: 'flights', model: ['--model', 'auto'], speed: 36_000, share: 30 },
  { stream: 'digits', model: ['--model', 'sgd'], speed: 1500, share: 6 },
  { stream: 'plane', model: [], speed: 3000, share: 12 },
  { stream: 'drift', model: [], speed: 3000, share: 12 },
]

/** The demo with each of its streams: it ends with the figures of a run that nobody killed, and leaves nothing to go on from. */
export const demoSubjects: readonly Subject[] = streams.map(({ stream, model, speed, share }) => ({
  name: `demo, ${stream}`,
  suicidal: false,
  prepare(_folder, events) {
    const options = ['--stream', stream, ...model, '--limit', String(share * events), '--speed', String(speed)]
    return (state) => ({
      command: process.execPath,
      args: [DEMO, ...options, '--json', '--headless', '--state', state],
      essence: figures,
      complaint: /^/,
    })
  },
}))

/** The last line of `--json`, without what depends on the machine. */
function figures(said: string): string {
  return JSON.stringify({ ...JSON.parse(said), eventsPerSecond: 0 })
}
