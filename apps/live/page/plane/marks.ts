import { CLASSES, type ClassName } from '../../src/streams/plane/picture.ts'

/** Each class has a shape as well as a colour, for those who cannot tell the colours apart. */
const SHAPES: Readonly<Record<ClassName, string>> = {
  A: 'M-5 0A5 5 0 1 0 5 0A5 5 0 1 0 -5 0Z',
  B: 'M-4.5 -4.5H4.5V4.5H-4.5Z',
  C: 'M0 -5.5L5.5 4.5H-5.5Z',
  D: 'M0 -6.5L5.5 0L0 6.5L-5.5 0Z',
  E: 'M-2 -6H2V-2H6V2H2V6H-2V2H-6V-2H-2Z',
  F: 'M-5.5 -4.5H5.5L0 5.5Z',
}

const SVG = 'http://www.w3.org/2000/svg'

/** The colour of a class, as the style sheet names it. */
export function classColor(label: ClassName): string {
  return `class-${CLASSES.indexOf(label) + 1}`
}

/** The mark of a class, to stand in a text. */
export function svgMark(label: ClassName): SVGSVGElement {
  const svg = document.createElementNS(SVG, 'svg')
  const path = document.createElementNS(SVG, 'path')
  svg.setAttribute('viewBox', '-8 -8 16 16')
  svg.setAttribute('class', `mark ${classColor(label)}`)
  svg.setAttribute('aria-hidden', 'true')
  path.setAttribute('d', SHAPES[label])
  svg.append(path)
  return svg
}

const PATHS = Object.fromEntries(CLASSES.map((label) => [label, new Path2D(SHAPES[label])])) as Readonly<
  Record<ClassName, Path2D>
>

/** The mark of a class, to be drawn around (0, 0), 16 wide. */
export function pathMark(label: ClassName): Path2D {
  return PATHS[label]
}
