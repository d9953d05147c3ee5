import { show } from '@rivulet/core'
import { count, nats, percent } from '../progress/index.ts'
import type { Description } from './describe.ts'

/** How many labels are listed, and how much of a text is shown. */
const SHOWN = { labels: 20, text: 100 }

/** A description of a snapshot as people read it. */
export function formatDescription({ format, bytes, ...known }: Description, all: boolean): string {
  const { configuration, events, rejected, entries, position, labels, scores, weights, arrays, texts } = known
  const lines: [string, string][] = [
    ['format', format],
    ['size', `${count(bytes)} bytes`],
    ...Object.entries(configuration ?? {}),
  ]
  if (events !== undefined) lines.push(['events', count(events)])
  if (rejected !== undefined && entries !== undefined)
    lines.push(['refused', `${count(rejected)} of ${count(entries)}`])
  if (position !== undefined) lines.push(['position', JSON.stringify(position)])
  if (labels !== undefined) {
    const more = labels.length > SHOWN.labels ? ` … (${count(labels.length)})` : ''
    lines.push(['labels', labels.slice(0, SHOWN.labels).map(show).join(', ') + more])
  }
  if (scores !== undefined) {
    const { accuracy, low, high, majority, lastLabel, crossEntropy, labelEntropy } = scores
    lines.push(
      ['accuracy', `${percent(accuracy)} (${percent(low)} to ${percent(high)})`],
      ['majority', percent(majority)],
      ['last label', percent(lastLabel)],
      ['cross-entropy', `${nats(crossEntropy)} nats; of the labels alone ${nats(labelEntropy)}`],
    )
  }
  const top = (weights ?? []).map(({ label, weights: largest }): [string, string] => [
    `for ${show(label)}`,
    largest
      .map(({ feature, weight }) => `${feature} ${weight < 0 ? '−' : '+'}${Math.abs(weight).toPrecision(2)}`)
      .join(', '),
  ])
  lines.push(...top.map(([name, list]): [string, string] => [name, shorten(list)]))
  // What no program of ours has written is all there is to see.
  if (!all && events !== undefined) return `${columns(lines)}\n\n${count(arrays.length)} arrays: --all lists them`
  const content: [string, string][] = [
    ...arrays.map(({ name, dtype, shape }): [string, string] => [name, `${dtype} [${shape.join(', ')}]`]),
    ...Object.entries(texts).map(([name, text]): [string, string] => [name, shorten(JSON.stringify(text))]),
  ]
  return `${columns(lines)}\n\n${columns(content)}`
}

function columns(lines: readonly (readonly [string, string])[]): string {
  const width = Math.max(0, ...lines.map(([name]) => name.length))
  return lines.map(([name, value]) => `${name.padEnd(width)}  ${value}`).join('\n')
}

function shorten(text: string): string {
  return text.length > SHOWN.text ? `${text.slice(0, SHOWN.text - 1)}…` : text
}
