/** Width and height of a digit, in pixels. */
export const WIDTH = 28

/** 784 grey values from 0 to 1, row by row. */
export type Pixels = readonly number[]

/** What the page asks the worker. */
export type Request =
  | { readonly kind: 'predict'; readonly id: number; readonly pixels: Pixels }
  | { readonly kind: 'learn'; readonly pixels: Pixels; readonly digit: number }
  | { readonly kind: 'sample' }

/** What the worker tells the page. */
export type Answer =
  | {
      readonly kind: 'progress'
      readonly learned: number
      readonly of: number
      readonly accuracy: number
      readonly recent: number
      readonly milliseconds: number
    }
  | {
      readonly kind: 'prediction'
      readonly id: number
      readonly probabilities: readonly number[]
      readonly why: Pixels
    }
  | { readonly kind: 'weights'; readonly images: readonly Pixels[] }
  | { readonly kind: 'sample'; readonly pixels: Pixels; readonly digit: number }
  | { readonly kind: 'failed'; readonly reason: string }
