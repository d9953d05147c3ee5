import { FeatureHasher } from '@rivulet/features'
import { type DepartureFeatures, departureFeatures } from '../../src/streams/flights/departure.ts'
import { element } from '../element.ts'
import { field, percentField } from './fields.ts'
import type { OwnEvent } from './ownEvent.ts'

/** A Wednesday of the stream. */
const DAY = Date.UTC(2001, 0, 31)
const HOUR = 3_600_000

/** A flight of one's own. */
export function ownFlight(changed: () => void): OwnEvent {
  const origin = field('From', { value: 'ORD', maxlength: '3', size: '4' }, changed)
  const destination = field('To', { value: 'LAX', maxlength: '3', size: '4' }, changed)
  const hour = field('Hour of departure', { type: 'number', value: '18', min: '0', max: '23' }, changed)
  const distance = field('Miles', { type: 'number', value: '1745', min: '1', max: '6000' }, changed)
  const leaving = percentField('Late of late from there', 25, changed)
  const arriving = percentField('Late of late to there', 20, changed)
  const hasher = new FeatureHasher<DepartureFeatures>()
  const all = [origin, destination, hour, distance, leaving, arriving]
  return {
    root: element('div', { class: 'fields' }, ...all.map(({ root }) => root)),
    features() {
      const departure = {
        at: DAY + Math.min(23, Math.max(0, hour.number())) * HOUR,
        distance: distance.number(),
        origin: origin.text().toUpperCase(),
        destination: destination.text().toUpperCase(),
        originLateness: leaving.number() / 100,
        destinationLateness: arriving.number() / 100,
      }
      return hasher.transform(departureFeatures(departure))
    },
  }
}
