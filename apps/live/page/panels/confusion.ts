import { count, percent } from '@rivulet/cli/progress'
import { element, setText } from '../element.ts'
import { type Panel, section } from '../panel.ts'
import type { State } from '../state.ts'
import './confusion.css'

/** Up to so many classes a cell has room for its share beside its count. */
const ROOMY = 4

/** Which class was taken for which: rows are true classes, shades the shares of a row, figures the counts. */
export function confusionPanel(): Panel {
  const table = element('table')
  const note = element('p', { class: 'note' })
  const scroller = element(
    'div',
    { class: 'scroller', tabindex: '0', role: 'region', 'aria-label': 'Confusion matrix, scrollable' },
    table,
  )
  let shown = ''
  return {
    root: section('confusion', 'What is taken for what', scroller, note),
    show({ tick: { confusion } }: State) {
      const key = JSON.stringify(confusion)
      if (key === shown) return
      shown = key
      const { labels, counts, came, hidden } = confusion
      table.replaceChildren(
        element(
          'thead',
          {},
          element('tr', {}, element('th', { scope: 'col' }, 'True \\ predicted'), ...labels.map(column)),
        ),
        element('tbody', {}, ...labels.map((label, j) => row(label, counts[j] as number[], came[j] as number, j))),
      )
      table.classList.toggle('dense', labels.length > ROOMY)
      const rest = hidden === 0 ? '' : ` ${count(hidden)} rarer classes are not shown.`
      setText(note, `Counts over all events; the shade is the share of the row.${rest}`)
    },
  }
}

function column(label: string): HTMLElement {
  return element('th', { scope: 'col' }, label)
}

function row(label: string, counts: readonly number[], came: number, j: number): HTMLElement {
  const cells = counts.map((n, k) => {
    const share = came === 0 ? 0 : n / came
    const detail = element(
      'span',
      { class: counts.length > ROOMY ? 'visually-hidden' : 'share' },
      ` ${percent(share, 1)}`,
    )
    const cell = element('td', { class: j === k ? 'hit' : 'miss' }, count(n), detail)
    cell.style.setProperty('--share', `${(45 * share).toFixed(1)}%`)
    return cell
  })
  return element('tr', {}, element('th', { scope: 'row' }, label), ...cells)
}
