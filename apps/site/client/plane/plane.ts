import type { Label, Learner, Vector } from '@rivulet/core'
import { regionsSvg } from '@rivulet/figures'
import { create, find } from '../dom.ts'
import { choices } from './models.ts'
import { type PlanePoint, sets } from './sets.ts'

const BOX = { left: -2.4, right: 2.4, bottom: -2, top: 2 }
const SIZE = { width: 600, height: 480 }

/** Where the drawing's axes begin and end in it, as its figure has them. */
const INSET = { left: 50, right: 20, top: 24, bottom: 40 }

/** A class of the points that a click adds. */
type Class = PlanePoint['y']

const [picture, said] = [find('#picture'), find('#said')]
const [modelChoice, setChoice] = [find<HTMLSelectElement>('#model'), find<HTMLSelectElement>('#set')]
const eta = find<HTMLInputElement>('#eta')
let points: PlanePoint[] = []
let model: Learner<Vector, Label>
let next = 0
let playing = false

for (const { name } of choices) modelChoice.append(create('option', {}, name))
for (const name of Object.keys(sets)) setChoice.append(create('option', {}, name))
modelChoice.value = 'Logistic regression'
modelChoice.addEventListener('change', restart)
setChoice.addEventListener('change', load)
eta.addEventListener('change', restart)
find('#step').addEventListener('click', () => learn(1))
find('#ten').addEventListener('click', () => learn(10))
find('#restart').addEventListener('click', restart)
find('#wipe').addEventListener('click', () => {
  points = []
  restart()
})
find('#play').addEventListener('click', () => {
  playing = !playing
  find('#play').textContent = playing ? 'Pause' : 'Play'
  if (playing) requestAnimationFrame(play)
})
picture.addEventListener('click', (event) => {
  const at = placeOf(event as MouseEvent)
  if (at === undefined) return
  points = [...points, { x: at, y: chosenClass() }]
  draw()
})
load()

function choice(): (typeof choices)[number] {
  return choices.find(({ name }) => name === modelChoice.value) as (typeof choices)[number]
}

/** The class that a click adds: one that the model knows. */
function chosenClass(): Class {
  const { value } = find<HTMLInputElement>('input[name=class]:checked')
  return Number(value) as Class
}

function load(): void {
  points = (sets[setChoice.value] as () => PlanePoint[])()
  restart()
}

/** What the model can learn: points of its classes. */
function known(): PlanePoint[] {
  return points.filter(({ y }) => y < choice().classes)
}

function restart(): void {
  const rate = Number(eta.value)
  eta.disabled = !choice().eta
  model = choice().create(rate > 0 ? rate : 0.5)
  next = 0
  said.textContent = `${choice().name}, before its first event. Click the plane to add points.`
  draw()
}

function learn(count: number): void {
  const examples = known()
  if (examples.length === 0) return
  for (let i = 0; i < count; i++) {
    const { x, y } = examples[next++ % examples.length] as PlanePoint
    const { label, probabilities } = model.predict(x)
    const loss = model.learn(x, y)
    if (i < count - 1) continue
    const p = probabilities.map((value) => value.toFixed(3)).join(', ')
    const right = label === y ? 'right' : 'wrong'
    said.textContent =
      `Event ${model.t}: x = (${x[0].toFixed(2)}, ${x[1].toFixed(2)}), class ${y}. ` +
      `It said ${label} (${right}), p = (${p}), loss ${loss.toFixed(3)}; then it took its step.`
  }
  draw()
}

function play(): void {
  if (!playing) return
  learn(1)
  requestAnimationFrame(play)
}

function draw(): void {
  const examples = known()
  picture.innerHTML = regionsSvg(model, examples, { box: BOX, ...SIZE })
  const right = examples.filter(({ x, y }) => model.predict(x).label === y).length
  find('#score').textContent = examples.length === 0 ? '' : `${right} of ${examples.length} points lie in their region.`
}

/** Where in the plane a click was; nothing outside the axes. */
function placeOf(event: MouseEvent): readonly [number, number] | undefined {
  const box = find('svg', picture).getBoundingClientRect()
  const across = ((event.clientX - box.left) / box.width) * SIZE.width
  const down = ((event.clientY - box.top) / box.height) * SIZE.height
  const x = (across - INSET.left) / (SIZE.width - INSET.left - INSET.right)
  const y = (down - INSET.top) / (SIZE.height - INSET.top - INSET.bottom)
  if (x < 0 || x > 1 || y < 0 || y > 1) return undefined
  return [BOX.left + x * (BOX.right - BOX.left), BOX.top - y * (BOX.top - BOX.bottom)]
}
