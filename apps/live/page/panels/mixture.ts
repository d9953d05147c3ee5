import { percent } from '@rivulet/cli/progress'
import { Chart, pointsOf } from '../chart.ts'
import { ABOUT } from '../context.ts'
import { element, setText } from '../element.ts'
import { type Panel, section } from '../panel.ts'

/** What the families of steps are. */
const FAMILIES: Readonly<Record<string, string>> = {
  adaptive: 'shrinks with what was learned',
  damped: 'shrinks slowly',
  constant: 'stays as it is',
}

/** Which step size is winning: how much each member of a mixture is believed, one above the other; together they are all. */
export function mixturePanel(): Panel {
  const said = element('p', { class: 'note said', role: 'status' }, 'Nothing is believed yet.')
  const note = element(
    'p',
    { class: 'note' },
    'Inside the model nine learners see the same events and take steps of other lengths. How much each is believed is as high as its area; nobody chose among them.',
  )
  const place = element('div', { class: 'stack' })
  const root = section('mixture', 'Which step size is winning', said, place, note)
  let chart: Chart | undefined
  return {
    root,
    show(state) {
      const { members, tick } = state
      if (members === undefined) return
      if (chart === undefined) {
        chart = new Chart({
          label: 'How much each learner of the mixture is believed over time, stacked to 100 %',
          height: 200,
          stacked: true,
          lines: members.map((name, i) => ({
            name: nameOf(name),
            color: `stack-${i + 1}`,
            value: ({ mixture }) => mixture?.[i] ?? null,
            format: (weight) => (typeof weight === 'number' ? percent(weight, 0) : ''),
          })),
          axis: (weight) => percent(weight, 0),
          range: () => [0, 1],
        })
        place.append(chart.root)
      }
      chart.show(pointsOf(state), ABOUT)
      const mixture = tick.progress?.mixture ?? []
      const best = mixture.indexOf(Math.max(...mixture))
      if (best >= 0)
        setText(
          said,
          `Believed most now: the step that ${sentence(members[best] as string)}, ${percent(mixture[best], 0)}.`,
        )
    },
  }
}

/** `adaptive 10` is the family of its steps, and their length. */
function nameOf(member: string): string {
  const [family, rate] = member.split(' ')
  return `${family} ${rate}`
}

function sentence(member: string): string {
  const [family = '', rate] = member.split(' ')
  return `${FAMILIES[family] ?? family}, from ${rate}`
}
