import { labelled } from '@rivulet/cli/input'
import type { Label, Vector } from '@rivulet/core'
import { parseJson } from '@rivulet/durable'
import { FeatureHasher } from '@rivulet/features'
import { SoftmaxRegression } from '@rivulet/models'
import { inverseScaling } from '@rivulet/optim'
import { type ModelName, type StreamLearner, untuned } from './learners.ts'
import type { StreamEvent } from './openStream.ts'
import type { Description } from './stream.ts'

/** What a line of JSON says: the fields, their features, and the label. */
export interface LabelledFields {
  readonly fields: object
  readonly x: Vector
  readonly y: Label
}

/** An event with any fields, as an event to predict. Its position is what a person calls it. */
export interface FieldsEvent extends StreamEvent {
  readonly position: number
  readonly fields: object
}

/** A learner of events with any fields; classes are learned as they come. */
export function fieldsLearner(name: ModelName): StreamLearner {
  const how = { labels: 'open' } as const
  return name === 'auto' ? untuned(how) : { model: new SoftmaxRegression(how), eta: inverseScaling(0.5, 0.5) }
}

/**
 * Makes the function that reads an event: texts are categories, numbers are values, lists of texts are bags.
 *
 * @param label - the field to predict; all others are features
 * @throws SyntaxError or InvalidEvent from that function for what is no event
 */
export function fieldsParser(label: string): (text: string) => LabelledFields {
  const parse = parseJson()
  const hasher = new FeatureHasher()
  return (text) => {
    const { fields, y } = labelled(parse(text), label)
    return { fields, x: hasher.transform(fields), y }
  }
}

/** An event in a few words. */
export function describeFields({ position, fields }: FieldsEvent): Description {
  const text = JSON.stringify(fields)
  return { text: `${position}: ${text.length > 120 ? `${text.slice(0, 119)}…` : text}` }
}
