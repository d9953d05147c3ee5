import { count, percent } from '@rivulet/cli/progress'
import { Chart } from '../chart.ts'
import { element, setText } from '../element.ts'
import { type Panel, section } from '../panel.ts'

/** Accuracy with its interval, the accuracy of the window, and the two baselines, over time. */
export function accuracyPanel(): Panel {
  const chart = new Chart({
    label: 'Accuracy over time, with the accuracy of the last events and of the two baselines',
    height: 280,
    lines: [
      { name: 'Model', color: 'model', value: ({ accuracy }) => accuracy, format: percent, width: 2.5 },
      {
        name: 'Last events',
        color: 'window',
        value: ({ windowAccuracy }) => windowAccuracy,
        format: percent,
        width: 1,
      },
      { name: 'Majority class', color: 'majority', value: ({ majority }) => majority, format: percent, dash: [6, 4] },
      { name: 'Last label', color: 'last', value: ({ lastLabel }) => lastLabel, format: percent, dash: [2, 3] },
    ],
    band: [({ low }) => low, ({ high }) => high],
    axis: (share) => `${Number((100 * share).toFixed(1))} %`,
    range: (low, high) => [Math.max(0, low), Math.min(1, high)],
  })
  const note = element('p', { class: 'note' })
  return {
    root: section('accuracy', 'Accuracy over time', chart.root, note),
    show(state) {
      setText(
        note,
        `Over all events, with its 95 % interval; over the last ${count(state.about.window)}; and of two trivial guesses.`,
      )
      chart.show(state)
    },
  }
}
