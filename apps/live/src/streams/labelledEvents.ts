import { InvalidEvent, type Label, type Vector } from '@rivulet/core'
import { FeatureHasher } from '@rivulet/features'
import { jsonLines } from '@rivulet/formats'
import type { StreamEvent } from './openStream.ts'
import type { Description } from './stream.ts'

/** What an event of any fields says: the fields, their features, and the label. */
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

/**
 * Makes the function that reads an event: texts are categories, numbers are values, lists of texts are bags.
 *
 * @param label - the field to predict; all others are features
 * @throws InvalidEvent from that function for what is no event
 */
export function fieldsReader(label: string): (event: unknown) => LabelledFields {
  const { of } = jsonLines({ label })
  const hasher = new FeatureHasher()
  return (event) => {
    const { x: fields, y } = of(event)
    if (y === undefined) throw new InvalidEvent(`the label ${JSON.stringify(label)} is missing`)
    return { fields, x: hasher.transform(fields), y }
  }
}

/** An event in a few words. */
export function describeFields({ position, fields }: FieldsEvent): Description {
  const text = JSON.stringify(fields)
  return { text: `${position}: ${text.length > 120 ? `${text.slice(0, 119)}…` : text}` }
}
