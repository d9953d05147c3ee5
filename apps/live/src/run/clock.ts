import type { Speed } from '../streams/stream.ts'

/**
 * The clock of a replay: stream time passes `speed` times as fast as real time, or as fast as the machine can.
 * It can be paused and resumed, and its speed changed, at any instant; stream time never jumps.
 */
export class ReplayClock {
  #speed: Speed
  #paused = false
  #held = false
  /** Stream time and real time of the last change; undefined before the first event. */
  #anchor: { readonly stream: number; readonly real: number } | undefined
  /** The event that is waited for: stream time does not run ahead of it. */
  #next = -Infinity
  #wake: (() => void) | undefined

  constructor(speed: Speed) {
    this.#speed = speed
  }

  get speed(): Speed {
    return this.#speed
  }

  set speed(speed: Speed) {
    this.#change(() => {
      this.#speed = speed
    })
  }

  get paused(): boolean {
    return this.#paused
  }

  set paused(paused: boolean) {
    this.#change(() => {
      this.#paused = paused
    })
  }

  /** Whether stream time stands still because nobody looks, which is no matter of the pause that somebody asked for. */
  get held(): boolean {
    return this.#held
  }

  set held(held: boolean) {
    if (held !== this.#held)
      this.#change(() => {
        this.#held = held
      })
  }

  /**
   * Asks whether the moment of an event has come.
   *
   * @param at - stream time of the event, in milliseconds
   * @returns undefined if it has; else a promise, after which one asks again
   */
  wait(at: number): Promise<void> | undefined {
    this.#next = at
    if (this.#paused || this.#held) return this.#sleep()
    if (this.#speed === 'max') return undefined
    const now = performance.now()
    this.#anchor ??= { stream: at, real: now }
    const early = (at - this.#anchor.stream) / this.#speed - (now - this.#anchor.real)
    return early > 0 ? this.#sleep(early) : undefined
  }

  /** Ends the sleep of whoever waits, if somebody does: there is something else to do. */
  wake(): void {
    this.#wake?.()
  }

  #change(change: () => void): void {
    if (this.#anchor !== undefined) {
      const real = performance.now()
      const stands = this.#paused || this.#held
      const passed = stands || this.#speed === 'max' ? 0 : (real - this.#anchor.real) * this.#speed
      const reached = this.#speed === 'max' ? this.#next : this.#anchor.stream + passed
      this.#anchor = { stream: Math.min(this.#next, reached), real }
    }
    change()
    this.#wake?.()
  }

  /** Sleeps so long, or until something changes. Timers are late by up to a millisecond, and slept in steps of at least one. */
  #sleep(milliseconds?: number): Promise<void> {
    return new Promise((resolve) => {
      const timer =
        milliseconds === undefined ? undefined : setTimeout(() => this.#wake?.(), Math.min(milliseconds, 2 ** 31 - 1))
      this.#wake = () => {
        clearTimeout(timer)
        this.#wake = undefined
        resolve()
      }
    })
  }
}
