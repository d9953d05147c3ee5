import { snapshotLaws } from '@rivulet/core/conformance'
import { between, natural, readArray } from '@rivulet/core/snapshot'
import { describe, test } from 'vitest'
import { Checkpoint } from './checkpoint.ts'

/** How many numbers there were, and their sum. */
class Sum {
  n = 0
  sum = 0
  add(x: number): void {
    this.n += 1
    this.sum += x
    if (!Number.isFinite(this.sum)) throw new Error(`the sum is ${this.sum}`)
  }
  save(to: Parameters<Checkpoint<number>['save']>[0]): void {
    to.array('n', [this.n])
    to.array('sum', [this.sum])
  }
  load(from: Parameters<Checkpoint<number>['load']>[0]): void {
    const [n] = readArray(from, 'n', 'F64', 1, natural) as unknown as [number]
    const [sum] = readArray(from, 'sum', 'F64', 1, between(-1e100, 1e100)) as unknown as [number]
    this.n = n
    this.sum = sum
  }
}

describe('a checkpoint, saved and loaded', () => {
  const states = new WeakMap<Checkpoint<number>, Sum>()
  for (const law of snapshotLaws({
    create() {
      const sum = new Sum()
      const checkpoint = new Checkpoint<number>(sum, 0)
      states.set(checkpoint, sum)
      return checkpoint
    },
    use(checkpoint, i) {
      states.get(checkpoint)?.add(i)
      checkpoint.position = i
      checkpoint.entries += 1
      checkpoint.version += 1
      for (const count of [checkpoint.entries, checkpoint.version, checkpoint.rejected])
        if (!(Number.isInteger(count) && count >= 0)) throw new Error(`it has counted ${count}`)
    },
  }))
    test(law.name, () => law.check())
})
