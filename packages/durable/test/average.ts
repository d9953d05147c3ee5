import { InvalidEvent, type SnapshotReader, type SnapshotWriter, type Stateful } from '@rivulet/core'

/** A state that every event changes, in a way that depends on their order and number. */
export class Average implements Stateful {
  value = 0
  t = 0

  /** Learns a number; a negative one is refused. */
  learn(x: number): number {
    if (!(x >= 0)) throw new InvalidEvent(`x should be ≥ 0, but is ${x}`)
    this.value += (x - this.value) / (2 + (this.t % 7))
    this.t += 1
    return this.value
  }

  save(to: SnapshotWriter): void {
    to.array('value', [this.value, this.t])
  }

  load(from: SnapshotReader): void {
    const [value, t] = from.array('value')
    this.value = value!
    this.t = t!
  }
}
