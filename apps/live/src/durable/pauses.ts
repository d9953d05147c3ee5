import { setTimeout } from 'node:timers/promises'
import type { Stateful } from '@rivulet/core'
import type { SnapshotStore } from '@rivulet/durable'

/** The pauses of snapshots take at most one part in so many of the time. */
const SHARE = 100

/** Milliseconds between two snapshots, at least. */
const LEAST = 1000

/** Measures how long training pauses for a snapshot: from when the state is asked for until its bytes are with the store. */
export class Pauses {
  /** Milliseconds. */
  last = 0
  #begun = 0

  /** The state, with a look at the clock. */
  around(state: Stateful): Stateful {
    return {
      save: (to) => {
        this.#begun = performance.now()
        state.save(to)
      },
      load: (from) => state.load(from),
    }
  }

  /** The store, with a look at the clock. */
  before(store: SnapshotStore): SnapshotStore {
    return {
      keep: store.keep,
      list: () => store.list(),
      open: async () => {
        const opened = await store.open()
        return {
          epoch: opened.epoch,
          check: () => opened.check(),
          close: () => opened.close(),
          write: (bytes, count) => {
            this.last = performance.now() - this.#begun
            return opened.write(bytes, count)
          },
        }
      },
    }
  }

  /** The moments for snapshots: once a second, or less often if that would take more than 1 % of the time. */
  async *moments(): AsyncGenerator<void> {
    for (;;) {
      await setTimeout(Math.max(LEAST, SHARE * this.last), undefined, { ref: false })
      yield
    }
  }
}
