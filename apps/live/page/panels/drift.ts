import { count, percent } from '@rivulet/cli/progress'
import type { Moment } from '../../src/score/alarms.ts'
import type { DriftPicture, Recent } from '../../src/streams/drift/picture.ts'
import { Chart } from '../chart.ts'
import type { Line } from '../chartOptions.ts'
import { AlarmLanes } from '../drift/alarmLanes.ts'
import { contenderTable, detectorTable } from '../drift/tables.ts'
import { element, setText } from '../element.ts'
import { type Panel, section } from '../panel.ts'
import type { TimeMark } from '../timeMarks.ts'
import './drift.css'

/** A point of the chart. */
interface Point extends Moment {
  readonly recent: readonly number[]
}

/** How the lines look: by colour, by dash and by width, in the order of the models. */
const LOOKS: readonly Pick<Line, 'color' | 'width' | 'dash'>[] = [
  { color: 'last', width: 1.5 },
  { color: 'model', width: 2.5 },
  { color: 'kl', width: 1.5, dash: [6, 3] },
]

/** The space for the names of the lanes, left of the chart. */
const GUTTER = 104

/** A world that changes: the models side by side, and below them when each detector raised an alarm. It is hidden elsewhere. */
export function driftPanel(): Panel {
  const lanes = new AlarmLanes()
  const note = element('p', { class: 'note' })
  const tables = element('div', { class: 'tables' })
  const root = section('drift', 'The world changes at the lines; who notices, and what it is worth', note, tables)
  let chart: Chart<Point> | undefined
  let shown = ''
  return {
    root,
    show({ about, tick: { drift } }) {
      if (drift === undefined) return
      if (chart === undefined) {
        chart = driftChart(drift)
        note.before(chart.root, lanes.root)
      }
      const key = JSON.stringify(drift)
      if (key === shown) return
      shown = key
      chart.show(drift.recent.map(pointOf), about, drift.changes.map(markOf))
      lanes.show(drift)
      tables.replaceChildren(contenderTable(drift, about.window), detectorTable(drift))
      setText(note, noteOf(drift, about.window))
    },
  }
}

function driftChart({ contenders }: DriftPicture): Chart<Point> {
  return new Chart<Point>({
    label:
      'Accuracy of the last events, of the model left alone and of those that act on alarms, with the changes of the world',
    height: 260,
    gutter: GUTTER,
    lines: contenders.map(({ name }, i) => ({
      name,
      value: ({ recent }) => recent[i] ?? null,
      format: (share) => percent(share, 1),
      ...(LOOKS[i % LOOKS.length] as (typeof LOOKS)[number]),
    })),
    axis: (share) => `${Number((100 * share).toFixed(1))} %`,
    range: (low, high) => [Math.max(0, low), Math.min(1, high + 0.06)],
  })
}

function pointOf([events, ...recent]: Recent): Point {
  return { events, clock: events, recent }
}

function markOf({ from, to, kind }: DriftPicture['changes'][number]): TimeMark {
  const moment = (events: number): Moment => ({ events, clock: events })
  return { from: moment(from), ...(to > from ? { to: moment(to) } : {}), color: 'majority', text: kind }
}

function noteOf({ changeCount }: DriftPicture, window: number): string {
  const changes = changeCount === 1 ? 'one change' : `${count(changeCount)} changes`
  return (
    `Over the last ${count(window)} events each; ${changes} so far. Beside each name is a bar for each alarm, or for each time that something was done. All models are alike and start alike: ` +
    'one is left alone, one has its step size re-opened at its alarms, one is replaced by a challenger that learned from the alarm on.'
  )
}
