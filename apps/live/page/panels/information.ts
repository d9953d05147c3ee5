import { nats, significant } from '@rivulet/cli/progress'
import { Chart, pointsOf } from '../chart.ts'
import { element } from '../element.ts'
import { type Panel, section } from '../panel.ts'

/** Cross-entropy beside the entropy of the labels. */
export function crossEntropyPanel(): Panel {
  const chart = new Chart({
    label: 'Cross-entropy of the predictions and entropy of the labels over time, in nats',
    height: 200,
    lines: [
      { name: 'Model', color: 'model', value: ({ crossEntropy }) => crossEntropy, format: nats, width: 2.5 },
      {
        name: 'Entropy of the labels',
        color: 'entropy',
        value: ({ labelEntropy }) => labelEntropy,
        format: nats,
        dash: [6, 4],
      },
    ],
    axis: (value) => String(Number(value.toFixed(3))),
  })
  const note =
    'In nats, over all events. Below the entropy of the labels the model knows more than how often each comes.'
  const root = section('cross-entropy', 'Cross-entropy', chart.root, element('p', { class: 'note' }, note))
  return { root, show: (state) => chart.show(pointsOf(state), state.about) }
}

/** KL: is the model right about how often each class comes? */
export function klPanel(): Panel {
  const chart = new Chart({
    label: 'KL divergence between the labels and the mean prediction of the last events over time, in nats',
    height: 200,
    lines: [{ name: 'KL', color: 'kl', value: ({ kl }) => kl, format: significant, width: 1.5 }],
    axis: significant,
    range: (_, high) => [0, high],
  })
  const note = 'In nats, over the last events: is the model right about how often each class comes? 0 is perfect.'
  const root = section(
    'kl-divergence',
    'KL(labels ‖ mean prediction)',
    chart.root,
    element('p', { class: 'note' }, note),
  )
  return { root, show: (state) => chart.show(pointsOf(state), state.about) }
}
