import { asset } from '../asset.ts'
import { create, find } from '../dom.ts'
import { type Answer, type Pixels, type Request, WIDTH } from './messages.ts'
import { normalize } from './normalize.ts'
import { Pad } from './pad.ts'
import { paintInk, paintSigned } from './paint.ts'

const worker = new Worker(asset('digit-worker.js'), { type: 'module' })
const [progress, status] = [find<HTMLProgressElement>('#learned'), find('#status')]
const [answer, why] = [find('#answer'), find<HTMLCanvasElement>('#why')]
const rows = Array.from({ length: 10 }, (_, digit) => row(digit))
let drawn: Pixels | undefined
let asked = 0

const pad = new Pad(find('#pad'), () => {
  drawn = normalize(pad.drawing)
  if (drawn === undefined) return forget()
  ask({ kind: 'predict', id: ++asked, pixels: drawn })
})

find('#clear').addEventListener('click', () => pad.clear())
find('#sample').addEventListener('click', () => ask({ kind: 'sample' }))
worker.addEventListener('message', ({ data }: MessageEvent<Answer>) => hear(data))
worker.addEventListener('error', ({ message }) => hear({ kind: 'failed', reason: message }))
forget()

function ask(request: Request): void {
  worker.postMessage(request)
}

/** The row of one digit: its probability, its weights, and the button that says "it was this". */
function row(digit: number): {
  meter: HTMLMeterElement
  share: HTMLElement
  weights: HTMLCanvasElement
  button: HTMLButtonElement
} {
  const meter = create('meter', { min: '0', max: '1', value: '0', 'aria-label': `Probability of ${digit}` })
  const share = create('span', { class: 'share' }, '–')
  const weights = create('canvas', {
    width: `${WIDTH}`,
    height: `${WIDTH}`,
    role: 'img',
    'aria-label': `Weights of ${digit}`,
  })
  const button = create('button', { type: 'button', 'aria-label': `It was a ${digit}: learn it` }, `${digit}`)
  button.addEventListener('click', () => {
    if (drawn === undefined) return
    ask({ kind: 'learn', pixels: drawn, digit })
    ask({ kind: 'predict', id: ++asked, pixels: drawn })
    status.textContent = `Learned that this is a ${digit}.`
  })
  find('#digits').append(create('li', {}, button, meter, share, weights))
  return { meter, share, weights, button }
}

function hear(data: Answer): void {
  if (data.kind === 'progress') {
    const { learned, of, accuracy, recent, milliseconds } = data
    progress.max = of
    progress.value = learned
    const seconds = (milliseconds / 1000).toFixed(1)
    const end = learned === of ? `Learned all ${of} in ${seconds} s, each once` : `${learned} of ${of} learned`
    status.textContent = `${end}. Right before it was told: ${percent(accuracy)} of all, ${percent(recent)} of the last 500.`
    if (drawn !== undefined) ask({ kind: 'predict', id: ++asked, pixels: drawn })
  } else if (data.kind === 'weights') {
    const strongest = Math.max(...data.images.flat().map(Math.abs))
    for (const [digit, image] of data.images.entries())
      paintSigned((rows[digit] as (typeof rows)[number]).weights, image, strongest)
  } else if (data.kind === 'prediction') {
    if (data.id === asked) predicted(data.probabilities, data.why)
  } else if (data.kind === 'sample') {
    const picture = create('canvas')
    paintInk(picture, data.pixels, [0, 0, 0])
    pad.show(picture)
  } else {
    status.textContent = `It stopped: ${data.reason}`
  }
}

function predicted(probabilities: readonly number[], reasons: Pixels): void {
  const best = probabilities.indexOf(Math.max(...probabilities))
  answer.textContent = `${best}`
  for (const [digit, { meter, share, button }] of rows.entries()) {
    const p = probabilities[digit] as number
    meter.value = p
    share.textContent = percent(p)
    button.classList.toggle('best', digit === best)
    button.disabled = false
  }
  paintSigned(why, reasons, Math.max(...reasons.map(Math.abs)))
}

/** Nothing is drawn: nothing is predicted. */
function forget(): void {
  asked++
  answer.textContent = '?'
  paintSigned(why, new Array(WIDTH * WIDTH).fill(0), 0)
  for (const { meter, share, button } of rows) {
    meter.value = 0
    share.textContent = '–'
    button.classList.remove('best')
    button.disabled = true
  }
}

function percent(share: number): string {
  return Number.isNaN(share) ? '–' : `${(100 * share).toFixed(1)} %`
}
