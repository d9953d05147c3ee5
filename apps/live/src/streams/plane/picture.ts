import type { PlaneScore } from '@rivulet/models'

/** The names of the classes, in the order in which they are added. */
export const CLASSES = ['A', 'B', 'C', 'D', 'E', 'F'] as const

/** The name of a class. */
export type ClassName = (typeof CLASSES)[number]

/** What is drawn of the plane: [−1.25, 1.25]². */
export const EDGE = 1.25

/** A class's score as a function of the plane: bias + a x + b y + aa x² + bb y². For linear models `aa` and `bb` are 0. */
export interface ClassScore extends PlaneScore {
  readonly label: ClassName
  readonly aa: number
  readonly bb: number
}

/** Where one of the models stands: its running accuracy, and its scores, of which the largest answers. */
export interface Student {
  readonly name: string
  readonly accuracy: number
  /** The accuracy of the last events. */
  readonly windowAccuracy: number
  /** Of the classes that it knows. */
  readonly scores: readonly ClassScore[]
}

/** A labelled point. */
export type Dot = readonly [x: number, y: number, label: ClassName]

/** Whether a value of JSON is a point. */
export function isDot(value: unknown): value is Dot {
  if (!Array.isArray(value) || value.length !== 3) return false
  const [x, y, label] = value
  return Number.isFinite(x) && Number.isFinite(y) && CLASSES.includes(label)
}

/** What the page draws. */
export interface PlanePicture {
  /** The classes that events come from. */
  readonly classes: readonly ClassName[]
  /** Softmax first. */
  readonly students: readonly Student[]
  /** The newest generated events, and the newest that people added. */
  readonly generated: readonly Dot[]
  readonly added: readonly Dot[]
}

/** What the page may ask for, one of them or both. */
export interface PlaneCommand {
  /** How many classes there should be; never fewer than there are. */
  readonly classes?: number
  /** An event to add. */
  readonly event?: { readonly x: number; readonly y: number; readonly label: ClassName }
}
