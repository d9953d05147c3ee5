import { nats, significant } from '@rivulet/cli/progress'
import { Chart, pointsOf } from '../chart.ts'
import { element } from '../element.ts'
import { type Panel, section } from '../panel.ts'

/** Cross-entropy beside the entropy of the labels. Of labels, whose own entropy is 0, it is the KL divergence of the predictions. */
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
    'In nats, over all events: the KL divergence of the predictions from the labels, CE = H + KL with H = 0 for a label that is certain. Below the entropy of the labels the model knows more than how often each comes.'
  const root = section('cross-entropy', 'Cross-entropy', chart.root, element('p', { class: 'note' }, note))
  return { root, show: (state) => chart.show(pointsOf(state), state.about) }
}

/** The frequency bias: is the model right on average about how often each class comes? */
export function biasPanel(): Panel {
  const chart = new Chart({
    label: 'Frequency bias of the predictions of the last events over time, in nats',
    height: 200,
    lines: [
      { name: 'Bias', color: 'kl', value: ({ frequencyBias }) => frequencyBias, format: significant, width: 1.5 },
    ],
    axis: significant,
    range: (_, high) => [0, high],
  })
  const note =
    'KL(label frequencies ‖ mean prediction) in nats, over the last events: is the model right on average about how often each class comes? A model that is wrong at every event can have 0; how wrong it is, is the cross-entropy.'
  const root = section('frequency-bias', 'Frequency bias', chart.root, element('p', { class: 'note' }, note))
  return { root, show: (state) => chart.show(pointsOf(state), state.about) }
}
