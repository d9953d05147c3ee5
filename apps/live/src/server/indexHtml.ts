import type { Choice } from '../run/runs.ts'
import type { ServedRun } from './router.ts'

/**
 * The page of a run: what is known of it beforehand stands in the page from the beginning, so that it is there before a script runs, nothing
 * moves when the first figures come, and all choices are links.
 *
 * @param template - a page with marks as `{{title}}`
 * @param code - how to do the same in a program
 */
export function indexHtml(
  template: string,
  { subject, about }: Pick<ServedRun, 'subject' | 'about'>,
  choices: readonly Choice[],
  code: string,
): string {
  const marks: Readonly<Record<string, string>> = {
    stream: escapeHtml(subject.stream),
    model: escapeHtml(subject.model),
    title: escapeHtml(about.title),
    question: escapeHtml(about.question),
    source: escapeHtml(about.source),
    about: escapeHtml(JSON.stringify(about)),
    code: escapeHtml(code),
    streams: streamLinks(subject, about.title, choices),
    models: modelLinks(subject, choices),
  }
  return template.replaceAll(/\{\{(\w+)\}\}/g, (mark, name: string) => marks[name] ?? mark)
}

/** A link for each stream; one that was named on the command line alone is among them. */
function streamLinks({ stream }: ServedRun['subject'], title: string, choices: readonly Choice[]): string {
  const titles = new Map(choices.map((choice) => [choice.stream, choice.title]))
  if (!titles.has(stream)) titles.set(stream, title)
  return [...titles].map(([name, text]) => link(`?stream=${name}`, text, name === stream)).join('')
}

/** A link for each model of the stream, if there is a choice. */
function modelLinks({ stream, model }: ServedRun['subject'], choices: readonly Choice[]): string {
  const models = choices.filter((choice) => choice.stream === stream)
  if (models.length < 2) return ''
  const names: Readonly<Record<string, string>> = { auto: 'no tuning', sgd: 'plain SGD' }
  const links = models.map((choice) =>
    link(`?stream=${stream}&amp;model=${choice.model}`, names[choice.model] ?? choice.model, choice.model === model),
  )
  return `<nav class="models" aria-label="Model"><span>Model</span>${links.join('')}</nav>`
}

function link(to: string, text: string, current: boolean): string {
  return `<a href="./${to}"${current ? ' aria-current="page"' : ''}>${escapeHtml(text)}</a>`
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}
