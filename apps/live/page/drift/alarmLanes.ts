import type { DriftPicture, Lane } from '../../src/streams/drift/picture.ts'
import { element } from '../element.ts'

/** A row for each detector, under a chart and as wide, with a bar for each of its alarms, and a line for each change. */
export class AlarmLanes {
  readonly root: HTMLElement = element('div', {
    class: 'lanes',
    role: 'img',
    'aria-label': 'When each detector raised an alarm; the table below has the figures',
  })

  show({ recent, changes, lanes }: DriftPicture): void {
    const first = recent[0]?.[0] ?? 0
    const last = recent.at(-1)?.[0] ?? 0
    /** How far to the right of the first point, in per cent. */
    const place = (event: number): number => (100 * (event - first)) / Math.max(1, last - first)
    const marks = changes.map(({ from }) => mark('change', place(from)))
    this.root.replaceChildren(
      ...lanes.map((lane) => row(lane, place)),
      element('div', { class: 'overlay' }, ...marks.filter((made) => made !== undefined)),
    )
  }
}

function row({ name, alarms, judged }: Lane, place: (event: number) => number): HTMLElement {
  const kind = judged === undefined ? 'bar acted' : 'bar'
  const bars = alarms.map((n) => mark(kind, place(n))).filter((made) => made !== undefined)
  return element(
    'div',
    { class: 'lane' },
    element('span', { class: 'name' }, name),
    element('span', { class: 'bars' }, ...bars),
  )
}

function mark(kind: string, percent: number): HTMLElement | undefined {
  if (percent < 0 || percent > 100) return undefined
  const made = element('i', { class: kind })
  made.style.insetInlineStart = `${percent.toFixed(2)}%`
  return made
}
