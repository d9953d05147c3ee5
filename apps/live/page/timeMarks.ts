import type uPlot from 'uplot'
import type { Moment } from '../src/score/alarms.ts'
import type { Theme } from './theme.ts'

/** Something that happened on the time line of a chart. */
export interface TimeMark {
  readonly from: Moment
  /** Where it was over, if it took some time. */
  readonly to?: Moment
  /** A colour of the style sheet. */
  readonly color: string
  /** A word at its top; without one there is a triangle. */
  readonly text?: string
}

/** With more marks than this only their tops are drawn: lines would hide the chart. */
const LINES = 12

/** Half the width of a triangle, in pixels of the page. */
const HALF = 4

/**
 * Draws marks into a chart: a line from top to bottom, a band where it took some time, and a word, where there is space, or a triangle at
 * the top.
 *
 * @param place - the value on the time axis of a moment
 */
export function drawMarks(
  { ctx, bbox, valToPos, scales }: uPlot,
  marks: readonly TimeMark[],
  place: (moment: Moment) => number,
  theme: Theme,
): void {
  const { left, top, width, height } = bbox
  const { min = -Infinity, max = Infinity } = scales['x'] ?? {}
  const at = (moment: Moment): number => valToPos(place(moment), 'x', true)
  const shown = marks.filter(({ from, to = from }) => place(to) >= min && place(from) <= max)
  ctx.save()
  ctx.beginPath()
  ctx.rect(left - HALF * devicePixelRatio, top, width + 2 * HALF * devicePixelRatio, height)
  ctx.clip()
  ctx.font = `${11 * devicePixelRatio}px system-ui, sans-serif`
  ctx.textBaseline = 'top'
  ctx.textAlign = 'left'
  for (const [i, { from, to, color, text }] of shown.entries()) {
    const x = at(from)
    const next = shown[i + 1]
    const space = (next === undefined ? left + width : at(next.from)) - x
    ctx.fillStyle = ctx.strokeStyle = theme.color(color)
    if (to !== undefined) {
      ctx.globalAlpha = 0.12
      ctx.fillRect(x, top, at(to) - x, height)
      ctx.globalAlpha = 1
    }
    if (shown.length <= LINES) drawLine(ctx, x, top, top + height, text === undefined)
    if (text === undefined) drawTriangle(ctx, x, top)
    else if (ctx.measureText(text).width + 2 * HALF * devicePixelRatio < space)
      ctx.fillText(text, x + HALF * devicePixelRatio, top + 2 * devicePixelRatio)
  }
  ctx.restore()
}

function drawLine(ctx: CanvasRenderingContext2D, x: number, top: number, bottom: number, dashed: boolean): void {
  ctx.globalAlpha = 0.6
  ctx.lineWidth = devicePixelRatio
  ctx.setLineDash(dashed ? [2 * devicePixelRatio, 3 * devicePixelRatio] : [])
  ctx.beginPath()
  ctx.moveTo(x, top)
  ctx.lineTo(x, bottom)
  ctx.stroke()
  ctx.globalAlpha = 1
}

function drawTriangle(ctx: CanvasRenderingContext2D, x: number, top: number): void {
  const half = HALF * devicePixelRatio
  ctx.beginPath()
  ctx.moveTo(x - half, top)
  ctx.lineTo(x + half, top)
  ctx.lineTo(x, top + 1.75 * half)
  ctx.closePath()
  ctx.fill()
}
