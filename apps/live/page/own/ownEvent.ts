import type { Vector } from '@rivulet/core'

/** An event that a person makes up. */
export interface OwnEvent {
  readonly root: HTMLElement
  /** Its features, as the stream makes them of its events. */
  features(): Vector
}
