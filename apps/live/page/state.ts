import type { Hello, Tick } from '../src/messages.ts'
import { History } from '../src/run/history.ts'
import { POINTS, type Point, unpackPoints } from '../src/run/points.ts'
import type { About } from '../src/streams/stream.ts'

/** What the page knows of a run. */
export interface State {
  readonly about: About
  readonly members: readonly string[] | undefined
  readonly history: History<Point>
  tick: Tick
}

/** What a page knows when it has connected. */
export function stateOf({ about, members, history, tick }: Hello): State {
  return { about, members, history: new History(POINTS, unpackPoints(history.points), history.stride), tick }
}

/** Takes in what is new. */
export function advance(state: State, tick: Tick): void {
  const { progress } = tick
  if (progress !== undefined && progress.events !== state.history.last?.events) state.history.add(progress)
  state.tick = tick
}
