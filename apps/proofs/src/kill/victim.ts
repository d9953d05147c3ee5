/** The process that is killed: trains one learner on one file, from where the last one left it. */
import { setTimeout } from 'node:timers/promises'
import type { Json } from '@rivulet/core/snapshot'
import { fileSource, fileStore, type SeekableSource, trainDurably } from '@rivulet/durable'
import { learners } from '@rivulet/models/test/learners'
import { parseLine, service } from './service.ts'
import { suicidalDisk } from './suicidalDisk.ts'

const [name = '', file = '', folder = '', every = '', last = '0'] = process.argv.slice(2)
const learner = learners.find((registered) => registered.name === name)
if (learner === undefined) throw new Error(`no learner is called ${name}`)
process.stdout.write('ready\n')
const { done, saved, entries } = await trainDurably({
  ...service(learner),
  source: leisurely(fileSource(file, { parse: parseLine })),
  store: fileStore(folder, { disk: suicidalDisk(Number(last)) }),
  every: Number(every),
  onSkipped: () => {},
})
if (!done || saved !== entries) throw new Error(`saved ${saved} of ${entries} entries`)

/** Gives small batches with a pause after each, so that there is time for many snapshots, and to be killed in the midst of one. */
function leisurely<E, P extends Json>(source: SeekableSource<E, P>): SeekableSource<E, P> {
  return {
    async *readFrom(position, signal) {
      for await (const batch of source.readFrom(position, signal)) {
        for (let start = 0; start < batch.length; start += 20) {
          yield batch.slice(start, start + 20)
          await setTimeout(1)
        }
      }
    },
  }
}
