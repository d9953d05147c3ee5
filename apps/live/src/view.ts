import type { MixtureMember } from '@rivulet/models'
import type { ReplayClock } from './clock.ts'
import { History } from './history.ts'
import type { Command, Control, Hello, Progress, Tick } from './messages.ts'
import { POINTS } from './points.ts'
import type { OpenStream } from './streams/openStream.ts'
import type { Tracker } from './tracker.ts'

/** A learner of the mixture: the family of its steps, and how long they are. */
function memberText({ family, rate }: MixtureMember): string {
  return `${family} ${rate}`
}

/** What the page sees of a run, and what it may change. */
export class View {
  readonly #stream: OpenStream
  readonly #clock: ReplayClock
  readonly #tracker: Tracker
  /** What the charts show. */
  readonly history: History<Progress> = new History(POINTS)
  #ended = false

  constructor(stream: OpenStream, clock: ReplayClock, tracker: Tracker) {
    this.#stream = stream
    this.#clock = clock
    this.#tracker = tracker
  }

  /** Keeps a point for the charts, if there was a new event since the last one. */
  record(): void {
    const progress = this.#tracker.progress()
    if (progress === undefined || progress.events === this.history.last?.events) return
    this.history.add(progress)
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
    const hello = { about, history: { points, stride }, tick: this.tick() }
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

  /**
   * Does what the page asks for.
   *
   * @throws RangeError for what makes no sense
   */
  obey(command: Command): void {
    const { paused, speed, plane } = Object(command) as Command
    if (paused !== undefined && typeof paused !== 'boolean') throw new RangeError('paused should be true or false')
    const { speeds } = this.#stream.about
    if (speed !== undefined && !speeds.includes(speed))
      throw new RangeError(`speed should be one of ${speeds.join(', ')}`)
    if (plane !== undefined) this.#play(plane)
    if (paused !== undefined) this.#clock.paused = paused
    if (speed !== undefined) this.#clock.speed = speed
  }

  #play(command: unknown): void {
    const { playground } = this.#stream
    if (playground === undefined) throw new RangeError('nothing can be added to this stream')
    if (this.#ended) throw new RangeError('the stream has ended')
    playground.obey(command)
  }

  #control(): Control {
    return { speed: this.#clock.speed, paused: this.#clock.paused, ended: this.#ended }
  }
}
