import { count, percent } from '@rivulet/cli/progress'
import { points, streamClock } from '../../src/format.ts'
import { element, setText } from '../element.ts'
import { type Panel, section } from '../panel.ts'
import type { State } from '../state.ts'

/** The running accuracy, large, beside the two trivial baselines; and the other figures. */
export function headlinePanel(): Panel {
  const accuracy = element('span', { class: 'huge' }, '–')
  const interval = element('span', { class: 'interval' })
  const bars = ['Model', 'Majority class', 'Last label'].map((name, i) =>
    bar(name, ['model', 'majority', 'last'][i] as string),
  )
  const figures = ['Events', 'Stream clock', 'Events a second', 'Refused'].map(figure)
  const refusal = element('p', { class: 'refusal', hidden: '' })
  const root = section(
    'headline',
    'Accuracy so far',
    element('p', { class: 'score' }, accuracy, ' ', interval),
    element('ul', { class: 'bars' }, ...bars.map(({ root }) => root)),
    element('dl', { class: 'figures' }, ...figures.map(({ root }) => root)),
    refusal,
  )
  return {
    root,
    show({ about, tick: { progress, refused } }: State) {
      refusal.hidden = refused === undefined
      setText(refusal, `The last refused event: ${refused}`)
      if (progress === undefined) return
      const { accuracy: model, majority, lastLabel, low, high, events, clock, eventsPerSecond, rejected } = progress
      setText(accuracy, percent(model))
      setText(interval, `± ${(50 * (high - low)).toFixed(2)}`)
      const deltas = ['', `model ${points(model - majority)}`, `model ${points(model - lastLabel)}`]
      for (const [i, share] of [model, majority, lastLabel].entries()) bars[i]?.show(share, deltas[i] as string)
      // A beat's clock says no more than the count of events.
      const clockFigure = figures[1] as (typeof figures)[number]
      clockFigure.root.hidden = about.time === 'beat'
      const texts = [count(events), streamClock(clock, about.time), count(eventsPerSecond), count(rejected)]
      for (const [i, text] of texts.entries()) setText((figures[i] as (typeof figures)[number]).value, text)
    },
  }
}

function bar(name: string, color: string): { root: HTMLElement; show: (share: number, note: string) => void } {
  const value = element('span', { class: 'value' }, '–')
  const note = element('span', { class: 'note' })
  const fill = element('span', { class: `fill ${color}` })
  const root = element(
    'li',
    {},
    element('span', { class: 'name' }, name),
    value,
    note,
    element('span', { class: 'track' }, fill),
  )
  return {
    root,
    show(share, text) {
      setText(value, percent(share))
      setText(note, text)
      fill.style.inlineSize = `${100 * share}%`
    },
  }
}

function figure(name: string): { root: HTMLElement; value: HTMLElement } {
  const value = element('dd', {}, '–')
  return { root: element('div', {}, element('dt', {}, name), value), value }
}
