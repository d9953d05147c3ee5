import type { Label, Outcome, SnapshotReader, SnapshotWriter, Stateful, Vector } from '@rivulet/core'
import { checkColumns, checkSaved, probability, readArray, readCount, record, whole } from '@rivulet/core/snapshot'
import { Tally } from '../plane/sideBySide.ts'
import { Detectors } from './detectors.ts'
import { challenged, type Mended, type Reopenable, reopened } from './mended.ts'
import type { Contender, DriftPicture, Recent } from './picture.ts'
import { APART, type Change, changeAt } from './world.ts'

/** How many of the newest events the page draws: twice each change. */
export const SPAN: number = 6 * APART

/** After how many events there is a point to draw. */
const EVERY = 100

/** What is watched on a world that changes: the stream's model, left alone, and two that something is done about. */
export class Stage implements Stateful {
  readonly #alone: Tally
  readonly #mended: readonly [Mended, Mended]
  readonly #detectors: Detectors = new Detectors()
  readonly #parts: Stateful
  #recent: Recent[] = []
  #n = 0

  /**
   * @param create - makes a model as the stream's, that has learned nothing
   * @param window - how many of the last events the recent accuracies are over
   */
  constructor(create: () => Reopenable, window: number) {
    this.#alone = new Tally(window)
    this.#mended = [reopened(create(), window), challenged(create, window)]
    const [first, second] = this.#mended
    this.#parts = record({ alone: this.#alone, reopened: first, challenged: second, detectors: this.#detectors })
  }

  /** Takes an event that the stream's model has predicted and learned. */
  scored({ x, y, prediction }: Pick<Outcome<Vector, Label>, 'x' | 'y' | 'prediction'>): void {
    const n = this.#n++
    this.#alone.update(y, prediction)
    this.#detectors.update(n, y, prediction)
    for (const one of this.#mended) one.next({ n, x, y })
    if (this.#n % EVERY !== 0) return
    this.#recent.push([this.#n, ...this.#tallies().map(({ windowAccuracy }) => windowAccuracy)])
    if (this.#recent.length > SPAN / EVERY) this.#recent.shift()
  }

  /** What the page draws. */
  picture(): DriftPicture {
    const since = Math.max(0, this.#n - SPAN)
    const names = ['Left alone', ...this.#mended.map(({ lane }) => lane.name)]
    return {
      contenders: this.#tallies().map(
        ({ accuracy, windowAccuracy }, i): Contender => ({ name: names[i] as string, accuracy, windowAccuracy }),
      ),
      recent: this.#recent,
      changeCount: Math.floor(Math.max(0, this.#n - 1) / APART),
      changes: changesFrom(since, this.#n),
      lanes: [...this.#detectors.lanes(since), ...this.#mended.map(({ lane }) => lane.lane(since))],
    }
  }

  /** Writes everything. */
  save(to: SnapshotWriter): void {
    to.text('n', String(this.#n))
    to.array('recent', this.#recent.flat())
    this.#parts.save(to.child('parts'))
  }

  /** Goes on from what was saved, or throws and changes nothing. */
  load(from: SnapshotReader): void {
    const n = readCount(from, 'n')
    const recent = Array.from(readArray(from, 'recent', 'F64'))
    const tallies = this.#tallies()
    const width = 1 + tallies.length
    const rows = recent.length / width
    checkSaved(
      Number.isInteger(rows) && rows <= SPAN / EVERY,
      'recent',
      `at most ${SPAN / EVERY} rows of ${width}`,
      recent,
    )
    checkColumns(recent, 'recent', [whole(1, n), ...tallies.map(() => probability)])
    this.#parts.load(from.child('parts'))
    this.#n = n
    this.#recent = Array.from({ length: rows }, (_, i) => recent.slice(i * width, (i + 1) * width) as unknown as Recent)
  }

  #tallies(): readonly Tally[] {
    return [this.#alone, ...this.#mended.map(({ tally }) => tally)]
  }
}

/** The changes that began at event `since` or later, and before event n. */
function changesFrom(since: number, n: number): Change[] {
  const changes: Change[] = []
  for (let at = Math.max(1, Math.ceil(since / APART)) * APART; at < n; at += APART) changes.push(changeAt(at) as Change)
  return changes
}
