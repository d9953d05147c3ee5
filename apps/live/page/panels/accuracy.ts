import { count, percent } from '@rivulet/cli/progress'
import { streamClock } from '../../src/format.ts'
import type { Tick } from '../../src/messages.ts'
import type { Point } from '../../src/run/points.ts'
import type { About } from '../../src/streams/stream.ts'
import { Chart, pointsOf } from '../chart.ts'
import { ABOUT } from '../context.ts'
import { element, setText } from '../element.ts'
import { type Panel, section } from '../panel.ts'
import type { TimeMark } from '../timeMarks.ts'

/** Accuracy with its interval, the accuracy of the window, and the two baselines, over time, and the alarms that the model has become worse. */
export function accuracyPanel(): Panel {
  const chart = new Chart({
    label: 'Accuracy over time, with the accuracy of the last events and of the two baselines',
    height: 280,
    lines: [
      { name: 'Model', color: 'model', value: ({ accuracy }) => accuracy, format: percent, width: 2.5 },
      {
        name: `Last ${count(ABOUT.window)}`,
        color: 'window',
        value: ({ windowAccuracy }) => windowAccuracy,
        format: percent,
        width: 1,
        dash: [1, 2],
      },
      {
        name: 'Most frequent label',
        color: 'majority',
        value: ({ majority }) => majority,
        format: percent,
        dash: [6, 4],
      },
      { name: 'Last label', color: 'last', value: ({ lastLabel }) => lastLabel, format: percent, dash: [2, 3] },
    ],
    band: [({ low }) => low, ({ high }) => high],
    axis: (share) => `${Number((100 * share).toFixed(1))} %`,
    range: (low, high) => [Math.max(0, low), Math.min(1, high)],
  })
  const text = `Over all events, with its 95 % interval; over the last ${count(ABOUT.window)}; and of two trivial guesses.`
  const note = element('p', { class: 'note' }, text)
  const alarms = element('span')
  const triangle = element('span', { class: 'alarm', 'aria-hidden': 'true' }, '▼ ')
  const alarmNote = element('p', { class: 'note alarms' }, triangle, alarms)
  return {
    root: section('accuracy', 'Accuracy over time', chart.root, note, alarmNote),
    show(state) {
      const points = pointsOf(state)
      triangle.hidden = state.tick.alarm === undefined
      setText(alarms, alarmText(state.tick, state.about))
      chart.show(points, state.about, marksOf(points))
    },
  }
}

/** The alarms, as near to where they were as the record is fine. */
function marksOf(points: readonly Point[]): TimeMark[] {
  return points
    .filter(({ drifts }, i) => drifts > (points[i - 1]?.drifts ?? 0))
    .map((from) => ({ from, color: 'wrong' }))
}

function alarmText({ progress, alarm }: Tick, { time }: About): string {
  if (progress === undefined || alarm === undefined) return 'Errors have not become more frequent, says ADWIN.'
  const { events, clock } = alarm
  const times = progress.drifts === 1 ? 'Once' : `${count(progress.drifts)} times`
  const when = time === 'calendar' ? `, ${streamClock(clock, time)}` : ''
  return `${times} errors became more frequent, says ADWIN, the last time after ${count(events)} events${when}: the world grew harder, as it does by night and day, or the model worse.`
}
