import { element } from './element.ts'
import type { State } from './state.ts'

/** A part of the page that shows one thing. */
export interface Panel {
  readonly root: HTMLElement
  /** Shows what is known now. */
  show(state: State): void
}

/** A section with a heading. */
export function section(id: string, title: string, ...children: readonly (Node | string)[]): HTMLElement {
  const heading = element('h2', { id: `${id}-title` }, title)
  return element('section', { class: `panel ${id}`, 'aria-labelledby': heading.id }, heading, ...children)
}
