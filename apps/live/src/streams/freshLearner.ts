import { digitsLearner } from './digits/digitsLearner.ts'
import { driftLearner } from './drift/driftLearner.ts'
import { fieldsLearner } from './fieldsLearner.ts'
import { flightsLearner } from './flights/flightsLearner.ts'
import type { ModelName, StreamLearner } from './learners.ts'
import { planeModels } from './plane/models.ts'

/** The model of a stream as it is before its first event: what a page fills with a snapshot of the server's. */
export function freshLearner(stream: string, name: ModelName): StreamLearner['model'] {
  if (stream === 'flights') return flightsLearner(name).model
  if (stream === 'digits') return digitsLearner(name).model
  if (stream === 'plane') return planeModels()[0].model as StreamLearner['model']
  if (stream === 'drift') return driftLearner() as unknown as StreamLearner['model']
  return fieldsLearner(name).model
}
