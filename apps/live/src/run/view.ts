import type { MixtureMember } from '@rivulet/models'
import type { Control, Hello, Tick } from '../messages.ts'
import type { Tracker } from '../score/tracker.ts'
import type { OpenStream } from '../streams/openStream.ts'
import type { ReplayClock } from './clock.ts'
import { History } from './history.ts'
import { POINTS, type Point, packPoints } from './points.ts'

/** A learner of the mixture: what it is linear in, the family of its steps, and how long they are. */
function memberText({ family, rate, over }: MixtureMember): string {
  return over === 'features' ? `${family} ${rate}` : `${over} ${family} ${rate}`
}

/** What the page sees of a run. */
export class View {
  readonly #stream: OpenStream
  readonly #clock: ReplayClock
  readonly #tracker: Tracker
  /** What the charts show. */
  readonly history: History<Point> = new History(POINTS)
  #ended = false

  constructor(stream: OpenStream, clock: ReplayClock, tracker: Tracker) {
    this.#stream = stream
    this.#clock = clock
    this.#tracker = tracker
  }

  /** Whether the stream has ended, or the limit is reached. */
  get ended(): boolean {
    return this.#ended
  }

  /** Keeps a point for the charts, if there was a new event since the last one. */
  record(): void {
    if (this.#tracker.events === this.history.last?.events) return
    const progress = this.#tracker.progress()
    if (progress !== undefined) this.history.add(progress)
  }

  /** The stream has ended, or the limit is reached. */
  end(): void {
    this.#ended = true
    this.record()
  }

  /** Everything, for a page that has just connected. */
  hello(): Hello {
    const { points, stride } = this.history
    const { about, mixture } = this.#stream
    const hello = { about, history: { points: packPoints(points), stride }, tick: this.tick() }
    return mixture === undefined ? hello : { ...hello, members: mixture().map(memberText) }
  }

  /** What is new. */
  tick(): Tick {
    const progress = this.#tracker.progress()
    const alarm = this.#tracker.alarms.last
    const refused = this.#tracker.lastRefused
    const images = this.#stream.images?.()
    const plane = this.#stream.playground?.picture()
    const drift = this.#stream.drift?.()
    return {
      control: this.#control(),
      newest: this.#tracker.newest(),
      reliability: this.#tracker.reliability(),
      confusion: this.#tracker.confusion(),
      ...(progress === undefined ? {} : { progress }),
      ...(alarm === undefined ? {} : { alarm }),
      ...(refused === undefined ? {} : { refused }),
      ...(images === undefined ? {} : { images }),
      ...(plane === undefined ? {} : { plane }),
      ...(drift === undefined ? {} : { drift }),
    }
  }

  #control(): Control {
    return { speed: this.#clock.speed, paused: this.#clock.paused, ended: this.#ended }
  }
}
