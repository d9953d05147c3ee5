import { count, percent } from '@rivulet/cli/progress'
import { points, streamClock } from '../../src/format.ts'
import type { Progress } from '../../src/messages.ts'
import { ABOUT } from '../context.ts'
import { element, setText } from '../element.ts'
import { type Panel, section } from '../panel.ts'
import type { State } from '../state.ts'
import { verdict } from '../verdict.ts'
import './headline.css'

/** Whether the model is worth anything: how far it is ahead of trivial guesses, with the interval of the difference; and the other figures. */
export function headlinePanel(): Panel {
  const ahead = lead('points more often right than always guessing the most frequent label')
  const informed = lead('less surprised by the labels than who only counts them')
  const bars = ['Model', 'Most frequent label', 'Last label'].map((name, i) =>
    bar(name, ['model', 'majority', 'last'][i] as string),
  )
  const figures = ['Events learned', 'Stream clock', 'Events a second', 'Refused'].map(figure)
  // A beat's clock says no more than the count of events.
  if (ABOUT.time === 'beat') figures[1]?.root.remove()
  const refusal = element('p', { class: 'refusal' })
  const root = section(
    'headline',
    'Is it better than a trivial guess?',
    element('div', { class: 'leads' }, ahead.root, informed.root),
    element('ul', { class: 'bars' }, ...bars.map(({ root }) => root)),
    element(
      'dl',
      { class: 'figures' },
      ...figures.filter((_, i) => i !== 1 || ABOUT.time !== 'beat').map(({ root }) => root),
    ),
    refusal,
  )
  return {
    root,
    show({ tick: { progress, refused } }: State) {
      setText(refusal, refused === undefined ? '' : `The last refused event: ${refused}`)
      if (progress === undefined) return
      showLeads(progress)
      const { accuracy: model, majority, lastLabel, low, high, events, clock, eventsPerSecond, rejected } = progress
      const notes = [
        known(low) ? `± ${(50 * (high - low)).toFixed(2)}` : '',
        `model ${points(model - majority)}`,
        `model ${points(model - lastLabel)}`,
      ]
      for (const [i, share] of [model, majority, lastLabel].entries()) bars[i]?.show(share, notes[i] as string)
      const texts = [count(events), streamClock(clock, ABOUT.time), count(eventsPerSecond), count(rejected)]
      for (const [i, text] of texts.entries()) setText((figures[i] as (typeof figures)[number]).value, text)
    },
  }

  function showLeads(progress: Progress): void {
    const { accuracy, majority, gainLow, gainHigh, crossEntropy, frequencies, informationLow, informationHigh } =
      progress
    ahead.show(
      points(accuracy - majority, 1),
      interval(gainLow, gainHigh, (value) => points(value, 1)),
      progress,
      gainLow,
      gainHigh,
    )
    const share = (value: number | null): string =>
      known(value) ? percent(value / frequencies, 1).replace('-', '−') : '–'
    informed.show(
      share(frequencies - crossEntropy),
      interval(informationLow, informationHigh, share),
      progress,
      informationLow,
      informationHigh,
    )
  }
}

/** What JSON made of NaN is null. */
function known(value: number | null | undefined): value is number {
  return typeof value === 'number' && Number.isFinite(value)
}

function interval(low: number | null, high: number | null, text: (value: number) => string): string {
  return known(low) && known(high) ? `95 %: ${text(low)} to ${text(high)}` : '95 %: not known yet'
}

/** A large number, what it means, its interval, and what follows from that. */
function lead(meaning: string) {
  const value = element('span', { class: 'huge' }, '–')
  const range = element('span', { class: 'interval' }, '95 %: not known yet')
  const said = element('span', { class: 'verdict' }, 'It starts from nothing.')
  const root = element('p', { class: 'lead' }, value, element('span', { class: 'meaning' }, meaning), range, said)
  return {
    root,
    show(text: string, interval: string, { events }: Progress, low: number | null, high: number | null): void {
      setText(value, text)
      setText(range, interval)
      const [word, sentence] = verdict(low, high, events)
      setText(said, sentence)
      root.dataset['verdict'] = word
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
