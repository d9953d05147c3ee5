import { Accuracy, Rolling } from '@rivulet/metrics'
import { AutoClassifier } from '@rivulet/models'
import { asset } from '../asset.ts'
import { type Answer, type Pixels, type Request, WIDTH } from './messages.ts'

const DIGITS = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9] as const
const SIZE = WIDTH * WIDTH

/** How long the worker learns before it looks for questions, and how often it tells how far it is, in milliseconds. */
const TURN = 10
const TELL = 250

const model = new AutoClassifier({ labels: DIGITS, features: SIZE })
const accuracy = new Accuracy()
const recent = new Rolling(new Accuracy(), { events: 500 })
let bytes: Uint8Array = new Uint8Array(0)
let sampled = 0

function tell(answer: Answer): void {
  postMessage(answer)
}

/** The i-th of the digits that came along. */
function digitAt(i: number): { x: number[]; y: (typeof DIGITS)[number] } {
  const at = i * (SIZE + 1)
  const x = Array.from({ length: SIZE }, (_, j) => (bytes[at + 1 + j] as number) / 255)
  return { x, y: bytes[at] as (typeof DIGITS)[number] }
}

/** Predicts, scores, then learns each digit once, with a look at the questions between turns. */
async function learnAll(): Promise<void> {
  const response = await fetch(asset('digits.packed'))
  if (!response.ok || response.body === null) throw new Error(`the digits cannot be loaded: ${response.status}`)
  const unpacked = response.body.pipeThrough(new DecompressionStream('gzip'))
  bytes = new Uint8Array(await new Response(unpacked).arrayBuffer())
  const of = bytes.length / (SIZE + 1)
  const begun = performance.now()
  let told = 0
  for (let i = 0; i < of; ) {
    const until = performance.now() + TURN
    for (; i < of && performance.now() < until; i++) {
      const { x, y } = digitAt(i)
      const ticket = model.predict(x)
      accuracy.update(y, ticket)
      recent.update(y, ticket)
      model.learn(x, y, { ticket })
    }
    const now = performance.now()
    if (now - told > TELL || i === of) {
      told = now
      tell({
        kind: 'progress',
        learned: i,
        of,
        accuracy: accuracy.value,
        recent: recent.value,
        milliseconds: now - begun,
      })
      tell({ kind: 'weights', images: DIGITS.map(weightsOf) })
    }
    await nextTurn()
  }
}

/** Lets messages in that came while the worker learned. */
function nextTurn(): Promise<void> {
  const { port1, port2 } = new MessageChannel()
  return new Promise((resolve) => {
    port1.onmessage = () => {
      port1.close()
      resolve()
    }
    port2.postMessage(null)
  })
}

/** The weights of one class as pixels: those of the one linear model that is nearest to the mixture. */
function weightsOf(digit: (typeof DIGITS)[number]): Pixels {
  const pixels = new Array<number>(SIZE).fill(0)
  const { indices, values } = model.coefficients(digit)
  for (const [j, i] of indices.entries()) pixels[i] = values[j] as number
  return pixels
}

/** What each pixel adds to the score of the most probable digit. */
function whyOf(x: Pixels, digit: (typeof DIGITS)[number]): Pixels {
  return weightsOf(digit).map((w, i) => w * (x[i] as number))
}

addEventListener('message', ({ data }: MessageEvent<Request>) => {
  if (data.kind === 'predict') {
    const { probabilities, label } = model.predict(data.pixels)
    tell({ kind: 'prediction', id: data.id, probabilities, why: whyOf(data.pixels, label ?? 0) })
  } else if (data.kind === 'learn') {
    const y = data.digit as (typeof DIGITS)[number]
    model.learn(data.pixels, y, { ticket: model.predict(data.pixels) })
    tell({ kind: 'weights', images: DIGITS.map(weightsOf) })
  } else {
    if (bytes.length === 0) return
    sampled = (sampled + 7919) % (bytes.length / (SIZE + 1))
    const { x, y } = digitAt(sampled)
    tell({ kind: 'sample', pixels: x, digit: y })
  }
})

learnAll().catch((error: Error) => tell({ kind: 'failed', reason: error.message }))
