import { element } from '../element.ts'
import { field } from './fields.ts'
import type { OwnEvent } from './ownEvent.ts'

/** A point of one's own. */
export function ownPoint(edge: number, changed: () => void): OwnEvent {
  const bounds = { type: 'number', step: '0.05', min: String(-edge), max: String(edge) }
  const x = field('x₁', { ...bounds, value: '0.4' }, changed)
  const y = field('x₂', { ...bounds, value: '0.2' }, changed)
  return { root: element('div', { class: 'fields' }, x.root, y.root), features: () => [x.number(), y.number()] }
}
