import type { SpoolPosition } from '@rivulet/durable'
import { fieldsLearner } from '../fieldsLearner.ts'
import { describeFields, type FieldsEvent, fieldsReader } from '../labelledEvents.ts'
import type { ModelName } from '../learners.ts'
import type { Log, OpenStream } from '../openStream.ts'
import { door } from './door.ts'
import { Inbox } from './inbox.ts'

/** Events that are sent to the server, `POST /events`; `label` is the field to predict, all others are features. */
export function openHttp(label: string, model: ModelName): OpenStream<FieldsEvent> {
  const learner = fieldsLearner(model)
  const read = fieldsReader(label)
  const inbox = new Inbox(read, door(read, fieldsLearner(model).model, learner.problemOf))
  return {
    about: {
      stream: 'http',
      title: 'Events from outside',
      question: `What is ${JSON.stringify(label)}?`,
      source: 'Live: events that are posted to /events, each predicted before its label is looked at, then learned.',
      time: 'live',
      speeds: [],
      speed: 'max',
      window: 1000,
    },
    log: inboxLog(inbox),
    inbox,
    ...learner,
    describe: describeFields,
    fieldsOf: ({ fields }) => fields,
  }
}

/** A position is a byte of the spool, which names an event as well. */
function inboxLog(inbox: Inbox): Log<FieldsEvent, SpoolPosition> {
  return {
    async *readFrom(position, signal) {
      for await (const batch of inbox.readFrom(position, signal)) {
        const now = Date.now()
        yield batch.map((entry) => {
          if (!('event' in entry)) return entry
          const { event, at, next } = entry
          return { event: { kind: 'event', id: at.byte, at: now, position: at.byte, ...event }, at, next }
        })
      }
    },
    release: (before) => inbox.release(before),
  }
}
