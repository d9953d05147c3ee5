import { percent } from '@rivulet/cli/progress'
import { Chart, pointsOf } from '../chart.ts'
import { ABOUT } from '../context.ts'
import { element, setText } from '../element.ts'
import { type Panel, section } from '../panel.ts'

/** What the families of steps are. */
const FAMILIES: Readonly<Record<string, string>> = {
  adaptive: 'steps that shrink with what was learned',
  damped: 'steps that shrink slowly',
  constant: 'steps that stay as they are',
}

/** Members that are shown as one, and where they stand in the mixture. */
interface Group {
  readonly name: string
  readonly members: readonly number[]
}

/** Which learner is winning: how much each member of a mixture is believed, one above the other; together they are all. */
export function mixturePanel(): Panel {
  const said = element('p', { class: 'note said', role: 'status' }, 'Nothing is believed yet.')
  const note = element('p', { class: 'note' })
  const place = element('div', { class: 'stack' })
  const root = section('mixture', 'Which learner inside the model is winning', said, place, note)
  let chart: Chart | undefined
  let groups: readonly Group[] = []
  return {
    root,
    show(state) {
      const { members, tick } = state
      if (members === undefined) return
      if (chart === undefined) {
        groups = groupsOf(members)
        chart = mixtureChart(groups)
        place.append(chart.root)
        setText(note, noteOf(members.length))
      }
      chart.show(pointsOf(state), ABOUT)
      const shares = groups.map((group) => shareOf(group, tick.progress?.mixture) ?? 0)
      const best = shares.indexOf(Math.max(...shares))
      if (tick.progress?.mixture !== undefined)
        setText(said, `Believed most now: ${sentence((groups[best] as Group).name)}, ${percent(shares[best], 0)}.`)
    },
  }
}

function mixtureChart(groups: readonly Group[]): Chart {
  return new Chart({
    label: 'How much each learner of the mixture is believed over time, stacked to 100 %',
    height: 200,
    stacked: true,
    lines: groups.map((group, i) => ({
      name: group.name,
      color: `stack-${i + 1}`,
      value: ({ mixture }) => shareOf(group, mixture),
      format: (share) => (typeof share === 'number' ? percent(share, 0) : ''),
    })),
    axis: (share) => percent(share, 0),
    range: () => [0, 1],
  })
}

/** `adaptive 10` steps over the features stand for themselves; those over leaves or products are one group each. */
function groupsOf(members: readonly string[]): Group[] {
  const groups = new Map<string, number[]>()
  for (const [i, member] of members.entries()) {
    const name = member.replace(/^(leaves|products) .*/, 'over $1')
    groups.set(name, [...(groups.get(name) ?? []), i])
  }
  return [...groups].map(([name, numbers]) => ({ name, members: numbers }))
}

function shareOf({ members }: Group, mixture: readonly number[] | undefined): number | null {
  if (mixture === undefined) return null
  return members.reduce((sum, i) => sum + (mixture[i] ?? 0), 0)
}

function noteOf(count: number): string {
  return (
    `Inside the model ${count} learners see the same events: some are linear in the features and take steps of other lengths, some are linear in leaves of trees or in ` +
    'products of two features. How much each is believed is as high as its area; nobody chose among them.'
  )
}

function sentence(name: string): string {
  if (name.startsWith('over '))
    return `learners ${name.replace('leaves', 'leaves of trees').replace('products', 'products of two features')}`
  const [family = '', rate] = name.split(' ')
  return `${FAMILIES[family] ?? family}, from ${rate}`
}
