import { significant } from '@rivulet/cli/progress'
import { Chart, pointsOf } from '../chart.ts'
import { element } from '../element.ts'
import { type Panel, section } from '../panel.ts'

/** The step size. */
export function etaPanel(): Panel {
  const chart = new Chart({
    label: 'Step size η over time',
    height: 200,
    lines: [{ name: 'η', color: 'eta', value: ({ eta }) => eta, format: significant, width: 2 }],
    axis: significant,
    range: (_, high) => [0, high],
  })
  const note = 'How far one event moves the weights: a function of the count of events learned.'
  const root = section('step-size', 'Step size η', chart.root, element('p', { class: 'note' }, note))
  return {
    root,
    show: (state) => chart.show(pointsOf(state), state.about),
  }
}
