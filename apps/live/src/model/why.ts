import { type Label, type Prediction, probabilityOf } from '@rivulet/core'
import { FeatureHasher } from '@rivulet/features'
import type { Why } from '../messages.ts'
import type { Scored } from '../run/pipeline.ts'
import type { OpenStream } from '../streams/openStream.ts'
import type { Image } from '../streams/stream.ts'
import { type Reasons, reasonsOf, rivalOf } from './reasons.ts'

/** How many reasons are named; the others are summed up. */
const NAMED = 10

/** Explains what the model of a stream answers to an event now; undefined before it knows a class. */
export function why({ event, y }: Scored, { model, mixture, fieldsOf, describe }: OpenStream): Why | undefined {
  const prediction: Prediction = model.predict(event.x)
  const { label } = prediction
  if (label === undefined) return undefined
  const rival = rivalOf(prediction, y)
  const of = (one: Label) => model.coefficients(one)
  const found = reasonsOf(event.x, of(label), rival === undefined ? undefined : of(rival))
  const named = found.reasons.slice(0, NAMED)
  const nameOf = namer(fieldsOf?.(event))
  const { image } = describe(event)
  return {
    id: event.id,
    answer: String(label),
    probability: probabilityOf(prediction, label),
    ...(rival === undefined ? {} : { against: String(rival) }),
    bias: found.bias,
    reasons: named.map(({ feature, value, contribution }) => ({ name: nameOf(feature), value, contribution })),
    others: found.reasons.length - named.length,
    rest: found.reasons.slice(NAMED).reduce((sum, { contribution }) => sum + contribution, 0),
    approximate: mixture !== undefined,
    ...(image === undefined ? {} : { image: painted(found, image) }),
  }
}

/** What features are called: by the fields that they were made of, or by their number. */
function namer(fields: object | undefined): (feature: number) => string {
  if (fields === undefined) return (feature) => `x${subscript(feature + 1)}`
  const hasher = new FeatureHasher({ names: 10_000 })
  hasher.learn(fields)
  return (feature) => hasher.names(feature).join(' or ') || `feature ${feature}`
}

function subscript(n: number): string {
  return String(n).replaceAll(/\d/g, (digit) => String.fromCharCode(0x2080 + Number(digit)))
}

/** What each pixel adds, as grey values around 128. */
function painted({ reasons }: Reasons, { width, pixels }: Image): Image {
  const grey = Buffer.alloc(Buffer.from(pixels, 'base64').length, 128)
  const scale = Math.abs(reasons[0]?.contribution ?? 0) || 1
  for (const { feature, contribution } of reasons) grey[feature] = 128 + Math.round((127 * contribution) / scale)
  return { width, pixels: grey.toString('base64') }
}
