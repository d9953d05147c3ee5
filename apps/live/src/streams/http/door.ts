import { InvalidEvent, isLabel, show } from '@rivulet/core'
import type { LabelledFields } from '../labelledEvents.ts'
import type { StreamLearner } from '../learners.ts'

/** Why an event from outside cannot be learned, if it cannot. */
export type Door = (event: unknown) => string | undefined

/**
 * Makes the function that says to the sender what the model would say later, when he has gone.
 *
 * @param read - reads an event, and throws an InvalidEvent for what is none
 * @param fresh - a learner like the one that will learn the event; it learns nothing, so that to ask it for a prediction is quick
 * @param problemOf - why the learner would refuse a label
 */
export function door(
  read: (event: unknown) => LabelledFields,
  fresh: Pick<StreamLearner['model'], 'predict'>,
  problemOf: StreamLearner['problemOf'] = () => undefined,
): Door {
  return (event) => {
    try {
      const { x, y } = read(event)
      if (!isLabel(y)) return `the label should be a text, a finite number or a boolean, but is ${show(y)}`
      fresh.predict(x)
      return problemOf(y)
    } catch (error) {
      if (error instanceof InvalidEvent) return error.message
      throw error
    }
  }
}
