import { count, percent } from '@rivulet/cli/progress'
import type { DriftPicture } from '../../src/streams/drift/picture.ts'
import { element } from '../element.ts'

/** How right each model is. */
export function contenderTable({ contenders, lanes }: DriftPicture, window: number): HTMLElement {
  return table(
    ['Model', 'All events', `Last ${count(window)}`, 'Times'],
    contenders.map(({ name, accuracy, windowAccuracy }) => {
      const acted = lanes.find((lane) => lane.name === name)
      return [name, percent(accuracy), percent(windowAccuracy, 1), acted === undefined ? '' : count(acted.count)]
    }),
  )
}

/** What each detector found. */
export function detectorTable({ lanes, changeCount }: DriftPicture): HTMLElement {
  return table(
    ['Detector', 'Found', 'After events', 'Other alarms'],
    lanes.flatMap(({ name, judged }) =>
      judged === undefined
        ? []
        : [
            [
              name,
              `${count(judged.found)} of ${count(changeCount)}`,
              count(judged.meanDelay),
              count(judged.falseAlarms),
            ],
          ],
    ),
  )
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): HTMLElement {
  return element(
    'table',
    {},
    element('thead', {}, element('tr', {}, ...head.map((title) => element('th', { scope: 'col' }, title)))),
    element(
      'tbody',
      {},
      ...rows.map(([name = '', ...cells]) =>
        element('tr', {}, element('th', { scope: 'row' }, name), ...cells.map((cell) => element('td', {}, cell))),
      ),
    ),
  )
}
