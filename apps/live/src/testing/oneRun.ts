import type { Hello } from '../messages.ts'
import { Feed } from '../server/feed.ts'
import type { ServedRun, ServedRuns } from '../server/router.ts'

/** A server's runs where there is one, of which only some parts matter. */
export function oneRun(parts: Partial<ServedRun> = {}): ServedRuns {
  const about = { stream: 'digits', title: 'Digits', question: 'Which digit is this?', source: 'Made up' }
  const run: ServedRun = {
    subject: { stream: 'digits', model: 'auto', label: undefined },
    about: { ...about, time: 'beat', speeds: [], speed: 'max', window: 500 },
    feed: new Feed(() => ({}) as Hello),
    inbox: undefined,
    obey: () => {},
    why: () => undefined,
    copy: () => undefined,
    ...parts,
  }
  return {
    find: (stream) => (stream === null || stream === run.subject.stream ? run : undefined),
    choices: () => [
      { stream: 'digits', model: 'auto', title: 'Digits' },
      { stream: 'digits', model: 'sgd', title: 'Digits' },
      { stream: 'plane', model: 'auto', title: 'Points <of a plane>' },
    ],
    giveWay: () => run.feed.yield(),
  }
}
