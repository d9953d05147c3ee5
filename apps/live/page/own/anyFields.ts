import { FeatureHasher } from '@rivulet/features'
import { element } from '../element.ts'
import type { OwnEvent } from './ownEvent.ts'

/** An event with any fields, as JSON. */
export function ownFields(changed: () => void): OwnEvent {
  const area = element('textarea', { rows: '4', spellcheck: 'false' }, '{ "page": "offer", "price": 3 }')
  area.addEventListener('input', changed)
  const hasher = new FeatureHasher()
  return {
    root: element('label', { class: 'field json' }, 'The fields of an event, as JSON, without its label', area),
    features: () => hasher.transform(JSON.parse(area.value) as object),
  }
}
