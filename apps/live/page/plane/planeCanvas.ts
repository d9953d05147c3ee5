import { percent } from '@rivulet/cli/progress'
import type { Point } from '@rivulet/models'
import { type Dot, EDGE, type PlanePicture, type Student } from '../../src/streams/plane/picture.ts'
import { element, setText } from '../element.ts'
import type { Theme } from '../theme.ts'
import { classColor, pathMark } from './marks.ts'
import { fillRegions, shadeProbabilities, strokeBorders, toCanvas } from './regions.ts'

/** How much of a class's colour its region has. */
const REGION = 0.3

/** What is drawn beside the regions. */
export interface Scene {
  readonly picture: PlanePicture
  readonly theme: Theme
  /** The temperature of the model whose probabilities are shown. */
  readonly temperature: number
  /** How many events the accuracy of the last events is over. */
  readonly window: number
  /** Where the keyboard is, if it is on the planes. */
  readonly cursor: Point | undefined
}

/** The plane as one model sees it, with its running accuracy. */
export class PlaneCanvas {
  readonly root: HTMLElement
  readonly #canvas: HTMLCanvasElement = element('canvas', { role: 'img', 'aria-label': 'Nothing is known yet' })
  readonly #name: HTMLElement = element('strong')
  readonly #accuracy: HTMLElement = element('span', { class: 'value' })
  readonly #last: HTMLElement = element('span', { class: 'probability' })

  /** @param pick - is told where the plane was clicked */
  constructor(pick: (at: Point) => void, redraw: () => void) {
    this.#canvas.addEventListener('click', ({ offsetX, offsetY }) => {
      const { clientWidth, clientHeight } = this.#canvas
      pick([(offsetX / clientWidth) * 2 * EDGE - EDGE, EDGE - (offsetY / clientHeight) * 2 * EDGE])
    })
    const caption = element('figcaption', {}, this.#name, this.#accuracy, this.#last)
    this.root = element('figure', {}, this.#canvas, caption)
    new ResizeObserver(redraw).observe(this.#canvas)
  }

  /** Draws the regions of a student, shaded where `shaded`, then the points and the cursor. */
  show({ name, accuracy, windowAccuracy, scores }: Student, shaded: boolean, scene: Scene): void {
    setText(this.#name, name)
    setText(this.#accuracy, percent(accuracy, 1))
    setText(this.#last, `last ${scene.window}: ${percent(windowAccuracy, 1)}`)
    this.#canvas.setAttribute('aria-label', `Regions of ${name}`)
    const pixels = Math.round(this.#canvas.clientWidth * devicePixelRatio)
    if (this.#canvas.width !== pixels) this.#canvas.width = this.#canvas.height = pixels
    const context = this.#canvas.getContext('2d')
    if (context === null || pixels === 0) return
    const { picture, theme, temperature, cursor } = scene
    context.clearRect(0, 0, pixels, pixels)
    context.lineWidth = devicePixelRatio
    context.globalAlpha = REGION
    if (shaded) shadeProbabilities(context, scores, theme, temperature)
    else fillRegions(context, scores, theme)
    context.globalAlpha = 1
    if (shaded) strokeBorders(context, scores, theme)
    const scale = (devicePixelRatio * Math.max(0.5, Math.min(1, this.#canvas.clientWidth / 300))) / 1.6
    for (const dot of picture.generated) drawDot(context, dot, theme, 'surface', scale)
    // What people added is larger and has a rim.
    for (const dot of picture.added) drawDot(context, dot, theme, 'ink', 1.6 * scale)
    if (cursor !== undefined) drawCursor(context, cursor, theme)
  }
}

function drawDot(
  context: CanvasRenderingContext2D,
  [x, y, label]: Dot,
  theme: Theme,
  rim: string,
  scale: number,
): void {
  const [left, top] = toCanvas(context, [x, y])
  context.setTransform(scale, 0, 0, scale, left, top)
  context.fillStyle = theme.color(classColor(label))
  context.strokeStyle = theme.color(rim)
  context.lineWidth = 2
  context.stroke(pathMark(label))
  context.fill(pathMark(label))
  context.resetTransform()
}

function drawCursor(context: CanvasRenderingContext2D, at: Point, theme: Theme): void {
  const [left, top] = toCanvas(context, at)
  const arm = 12 * devicePixelRatio
  for (const [color, width] of [
    ['surface', 5],
    ['ink', 2],
  ] as const) {
    context.strokeStyle = theme.color(color)
    context.lineWidth = width * devicePixelRatio
    context.beginPath()
    context.moveTo(left - arm, top)
    context.lineTo(left + arm, top)
    context.moveTo(left, top - arm)
    context.lineTo(left, top + arm)
    context.stroke()
  }
}
