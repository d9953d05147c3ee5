import { DIGIT_WIDTH } from '../../src/streams/digits/digitWidth.ts'
import { element } from '../element.ts'
import { centred } from './centred.ts'
import type { OwnEvent } from './ownEvent.ts'

/** The width of the pad, in its own pixels, and of the pen. */
const PAD = 280
const PEN = 22

/** A digit of one's own, drawn by mouse, finger or pen; or one of the stream's newest, for who has none of them. */
export function ownDigit(changed: () => void, newest: () => ArrayLike<number> | undefined): OwnEvent {
  const canvas = element('canvas', {
    width: String(PAD),
    height: String(PAD),
    'aria-label': 'Draw a digit',
    role: 'img',
    class: 'pad',
  })
  const clear = element('button', { type: 'button' }, 'Clear')
  const take = element('button', { type: 'button' }, 'Take one of the stream’s')
  const context = canvas.getContext('2d', { willReadFrequently: true }) as CanvasRenderingContext2D
  context.lineWidth = PEN
  context.lineCap = context.lineJoin = 'round'
  let taken: Float64Array | undefined
  const wipe = (): void => {
    context.clearRect(0, 0, PAD, PAD)
    taken = undefined
  }
  const draw = (event: PointerEvent): void => {
    const { left, top, width } = canvas.getBoundingClientRect()
    const at = (value: number): number => (value * PAD) / width
    const [x, y] = [at(event.clientX - left), at(event.clientY - top)]
    if (event.type === 'pointerdown') {
      if (taken !== undefined) wipe()
      context.beginPath()
      context.moveTo(x, y)
    }
    context.strokeStyle = getComputedStyle(canvas).color
    context.lineTo(x, y)
    context.stroke()
    changed()
  }
  canvas.addEventListener('pointerdown', (event) => {
    canvas.setPointerCapture(event.pointerId)
    draw(event)
  })
  canvas.addEventListener('pointermove', (event) => {
    if (event.buttons !== 0) draw(event)
  })
  clear.addEventListener('click', () => {
    wipe()
    changed()
  })
  take.addEventListener('click', () => {
    const digit = newest()
    if (digit === undefined) return
    wipe()
    taken = Float64Array.from(digit)
    show(context, taken)
    changed()
  })
  return {
    root: element('div', { class: 'fields' }, canvas, clear, take),
    features: () => taken ?? centred(context.getImageData(0, 0, PAD, PAD)),
  }
}

/** Shows a digit of the stream on the pad. */
function show(context: CanvasRenderingContext2D, digit: Float64Array): void {
  const size = PAD / DIGIT_WIDTH
  context.save()
  context.fillStyle = getComputedStyle(context.canvas).color
  for (const [i, grey] of digit.entries()) {
    context.globalAlpha = grey
    context.fillRect((i % DIGIT_WIDTH) * size, Math.floor(i / DIGIT_WIDTH) * size, size, size)
  }
  context.restore()
}
