import { points } from '../../src/format.ts'
import { Chart, pointsOf } from '../chart.ts'
import { ABOUT } from '../context.ts'
import { element } from '../element.ts'
import { type Panel, section } from '../panel.ts'

/** How far the model is ahead of who always guesses the most frequent label, with the interval of the difference. */
export function gainPanel(): Panel {
  const chart = new Chart({
    label:
      'Points ahead of always guessing the most frequent label, over time, with the 95 % interval of the difference',
    height: 280,
    lines: [
      {
        name: 'Points ahead',
        color: 'model',
        value: ({ accuracy, majority }) => accuracy - majority,
        format: (value) => points(value, 1),
        width: 2.5,
      },
      { name: 'No better than a guess', color: 'majority', value: () => 0, format: () => '', dash: [6, 4] },
    ],
    band: [({ gainLow }) => gainLow, ({ gainHigh }) => gainHigh],
    axis: (value) => points(value, 0),
    range: (low, high) => [Math.min(low, -0.02), Math.max(high, 0.02)],
  })
  const note = element(
    'p',
    { class: 'note' },
    'Accuracy minus that of always guessing the label that has come most often so far, over the same events. The band is the interval of this ' +
      'difference: where it is above the dashed line, the model knows more.',
  )
  return {
    root: section('gain', 'How far ahead of a trivial guess', chart.root, note),
    show: (state) => chart.show(pointsOf(state), ABOUT),
  }
}
