import { percent } from '@rivulet/cli/progress'
import { Chart, type Line, pointsOf } from '../chart.ts'
import { element } from '../element.ts'
import { type Panel, section } from '../panel.ts'

/** The colour of a member's line says how its steps depend on the past, the dash how long they are. */
const COLORS: Readonly<Record<string, string>> = { adaptive: 'model', damped: 'kl', constant: 'last' }
const DASHES: readonly (readonly number[] | undefined)[] = [undefined, [8, 4], [2, 3], [10, 3, 2, 3]]

/** Which learning rate is winning: how much each member of a mixture is believed. It is hidden where the model is none. */
export function mixturePanel(): Panel {
  const note =
    'How much each of the learners inside the model is believed. They take steps of other lengths over the same events; ' +
    'nobody chose among them.'
  const root = section('mixture', 'Which step size is winning', element('p', { class: 'note' }, note))
  let chart: Chart | undefined
  return {
    root,
    show(state) {
      root.hidden = state.members === undefined
      if (state.members === undefined) return
      if (chart === undefined) {
        chart = new Chart({
          label: 'How much each learner of the mixture is believed over time',
          height: 200,
          lines: state.members.map(line),
          axis: (weight) => percent(weight, 0),
          range: (_, high) => [0, Math.min(1, high)],
        })
        root.firstElementChild?.after(chart.root)
      }
      chart.show(pointsOf(state), state.about)
    },
  }
}

function line(member: string, i: number, members: readonly string[]): Line {
  const family = (name: string): string => name.split(' ')[0] as string
  const nth = members.slice(0, i).filter((name) => family(name) === family(member)).length
  const dash = DASHES[nth % DASHES.length]
  return {
    name: member,
    color: COLORS[family(member)] ?? 'majority',
    value: ({ mixture }) => mixture?.[i] ?? null,
    format: (weight) => (typeof weight === 'number' ? percent(weight, 0) : ''),
    width: 2,
    ...(dash === undefined ? {} : { dash }),
  }
}
