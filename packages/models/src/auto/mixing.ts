import type { SnapshotReader, SnapshotWriter, Stateful } from '@rivulet/core'
import { BayesMixture } from './bayesMixture.ts'
import { Mixer } from './mixer.ts'

/** What is dealt out anew among the experts in event t, times 1/(t + 1), and between B and M. */
const SHARE = 0.3

/** All that learns to mix: the Bayes mixture of the experts, the mixer on top, and the guard between the two. */
export class Mixing implements Stateful {
  readonly bayes: BayesMixture
  readonly mixer: Mixer
  /** A Bayes mixture of B and M: never worse than B by more than ln 2 and the share. */
  readonly guard: BayesMixture = new BayesMixture(2, SHARE / 2)

  /** @param experts - how many there are */
  constructor(experts: number) {
    this.bayes = new BayesMixture(experts, SHARE)
    this.mixer = new Mixer(experts)
  }

  /** How far B is trusted over M, from 0 to 1. */
  get trust(): number {
    return this.guard.weights[0]!
  }

  /** Writes each. */
  save(to: SnapshotWriter): void {
    this.bayes.save(to.child('bayes'))
    this.mixer.save(to.child('mixer'))
    this.guard.save(to.child('guard'))
  }

  /** Takes each. */
  load(from: SnapshotReader): void {
    this.bayes.load(from.child('bayes'))
    this.mixer.load(from.child('mixer'))
    this.guard.load(from.child('guard'))
  }
}
