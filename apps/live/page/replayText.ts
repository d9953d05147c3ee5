import type { State } from './state.ts'

const HOUR = 3600

/** Says how fast the replay is, in words: that is what keeps a replay honest. */
export function replayText(state: State | undefined): string {
  if (state === undefined) return 'Connected'
  const {
    about: { time, generated },
    tick: {
      control: { speed, paused, ended },
    },
  } = state
  if (ended) return 'The stream has ended'
  if (paused) return 'Paused'
  if (time === 'live') return 'Live'
  if (speed === 'max') return `${generated ? 'Generated' : 'Replay'} as fast as the machine can`
  if (generated) return `Generated at ${speed.toLocaleString('en-US')} events a second`
  const times = `Replay at ${speed.toLocaleString('en-US')} × real time`
  if (time === 'beat') return `Replay at ${speed.toLocaleString('en-US')} events a second`
  if (speed >= HOUR) return `${times}: ${plural(speed / HOUR, 'hour')} a second`
  return `${times}: ${plural(speed / 60, 'minute')} a second`
}

function plural(n: number, unit: string): string {
  return n === 1 ? `one ${unit}` : `${Number(n.toPrecision(3))} ${unit}s`
}
