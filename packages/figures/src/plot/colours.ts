/**
 * Eight colours that people with any kind of colour vision tell apart, on white and on black.
 *
 * @see Okabe & Ito (2008), Color Universal Design
 */
const COLOURS = ['#0072b2', '#d55e00', '#009e73', '#cc79a7', '#e69f00', '#56b4e9', '#8a7a00', '#7f7f7f'] as const

/** The colour of the k-th line, class or region; they come again after eight. */
export function colour(k: number): string {
  return COLOURS[k % COLOURS.length] as string
}

const DASHES = [undefined, '6 3', '2 3', '8 3 2 3', '12 3'] as const

/** The dashes of the k-th line, so that no line is known by its colour alone. */
export function dash(k: number): string | undefined {
  return DASHES[k % DASHES.length]
}
