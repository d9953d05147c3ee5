import type { Point } from '@rivulet/models'
import { EDGE, type PlanePicture } from '../../src/streams/plane/picture.ts'
import { element, setText } from '../element.ts'
import { send } from '../feed.ts'
import { type Panel, section } from '../panel.ts'
import { ClassChoice } from '../plane/classChoice.ts'
import { PlaneCanvas } from '../plane/planeCanvas.ts'
import { Temperature } from '../plane/temperature.ts'
import { onThemeChange, theme } from '../theme.ts'
import './plane.css'

const NOTE =
  'Each plane shows which class its model answers where. Of softmax it shows the probabilities, softmax(z / T): colours mix where it is unsure. ' +
  'T changes the picture, not what is learned; T → 0 leads to the hard regions of the perceptron, a large T to all classes alike. ' +
  'Naive Bayes counts and forgets nothing, so it follows the drift less and less.'

const KEYS =
  'Click a plane, or focus the planes and use the arrow keys (with Shift, further) and Enter. Keys 1 to 6 choose the class.'

/** How many models learn side by side. */
const MODELS = 4

/** How far an arrow key moves the cursor. */
const STEP = EDGE / 25

const ARROWS: Readonly<Record<string, Point>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
}

/** The plane as four models see it, and what people may add. It is hidden where there is none. */
export function planePanel(): Panel {
  const choice = new ClassChoice((classes) => grow(classes))
  const temperature = new Temperature(() => redraw())
  const said = element('p', { class: 'note said', role: 'status' })
  const keys = element('p', { class: 'note', id: 'plane-keys' }, KEYS)
  const planes = element('div', {
    class: 'planes',
    tabindex: '0',
    role: 'application',
    'aria-label': 'The plane: add events',
    'aria-describedby': keys.id,
  })
  choice.root.append(temperature.root)
  const note = element('p', { class: 'note' }, NOTE)
  const root = section('plane', 'The same events, four models', choice.root, planes, said, keys, note)
  let picture: PlanePicture | undefined
  let cursor: Point = [0, 0]
  let asked = false
  let width = 0

  const draw = (): void => {
    asked = false
    if (picture === undefined) return
    const focused = planes.matches(':focus-visible')
    const scene = {
      picture,
      theme: theme(),
      temperature: temperature.value,
      window: width,
      cursor: focused ? cursor : undefined,
    }
    for (const [i, student] of picture.students.entries()) canvases[i]?.show(student, i === 0, scene)
  }
  /** Draws once before the next frame, however often it is asked to. */
  const redraw = (): void => {
    if (!asked) requestAnimationFrame(draw)
    asked = true
  }
  const grow = async (classes: number): Promise<void> => {
    const done = await send({ plane: { classes } })
    setText(said, done ? `There are ${classes} classes now.` : 'No class was added.')
  }
  const add = async ([x, y]: Point): Promise<void> => {
    cursor = [x, y]
    redraw()
    const label = choice.chosen
    const done = await send({ plane: { event: { x, y, label } } })
    setText(said, done ? `Added ${label} at (${minus(x)}, ${minus(y)}).` : 'The event was refused.')
  }

  planes.addEventListener('keydown', (event) => {
    const { key, shiftKey } = event
    const direction = ARROWS[key]
    if (direction !== undefined) cursor = move(cursor, direction, shiftKey ? 5 * STEP : STEP)
    else if (key === 'Enter' || key === ' ') add(cursor)
    else if (/^[1-6]$/.test(key)) choice.choose(Number(key))
    else return
    event.preventDefault()
    redraw()
  })
  planes.addEventListener('focus', redraw)
  planes.addEventListener('blur', redraw)
  onThemeChange(redraw)
  const canvases = Array.from({ length: MODELS }, () => new PlaneCanvas((point) => add(point), redraw))
  planes.append(...canvases.map((canvas) => canvas.root))

  return {
    root,
    show({ about, tick: { plane, control } }) {
      picture = plane
      width = about.window
      if (plane === undefined) return
      choice.show(plane.classes, control.ended)
      redraw()
    },
  }
}

function move([x, y]: Point, [dx, dy]: Point, step: number): Point {
  const clip = (value: number): number => Math.max(-EDGE, Math.min(EDGE, value))
  return [clip(x + dx * step), clip(y + dy * step)]
}

/** A coordinate with a real minus sign. */
function minus(value: number): string {
  return value.toFixed(2).replace('-', '−')
}
