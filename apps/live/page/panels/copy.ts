import { count, percent } from '@rivulet/cli/progress'
import type { Label, Prediction } from '@rivulet/core'
import { EDGE } from '../../src/streams/plane/picture.ts'
import { SUBJECT } from '../context.ts'
import { element, setText } from '../element.ts'
import type { Compared, ModelCopy } from '../own/modelCopy.ts'
import type { OwnEvent } from '../own/ownEvent.ts'
import { type Panel, section } from '../panel.ts'
import './copy.css'

/** Milliseconds between two looks for a newer model. */
const FOLLOW = 5000

/** How many classes are shown. */
const SHOWN = 4

/** The server's model in this page: it follows the server, answers with the same bits, and answers events that one makes up. */
export function copyPanel(): Panel {
  const start = element('button', { type: 'button', class: 'pause' }, 'Bring the model into this page')
  const said = element('p', { class: 'note proof', role: 'status' })
  const body = element(
    'div',
    { class: 'own' },
    element(
      'p',
      { class: 'note' },
      'The model can predict here as well, without the server: for events that you make up, with the same bits.',
    ),
    start,
  )
  let copy: ModelCopy | undefined
  start.addEventListener('click', async () => {
    start.disabled = true
    setText(start, 'Coming …')
    // What predicts is a script of its own: who does not ask for it does not load it.
    const { fetchCopy } = await import('../own/modelCopy.ts')
    const own = await ownEvent(
      () => answer(),
      () => copy,
    )
    const answers = element('ul', { class: 'answers', role: 'status' })
    const answer = (): void => {
      if (copy !== undefined) answers.replaceChildren(...answersOf(copy, own))
    }
    const follow = async (): Promise<void> => {
      try {
        copy = await fetchCopy()
        said.replaceChildren(...proofOf(copy))
        answer()
      } catch (error) {
        setText(said, `It does not follow: ${(error as Error).message}`)
      }
      setTimeout(follow, FOLLOW)
    }
    await follow()
    body.replaceChildren(own.root, answers)
  })
  return { root: section('copy', 'Try it, in this page', body, said), show: () => {} }
}

async function ownEvent(changed: () => void, copy: () => ModelCopy | undefined): Promise<OwnEvent> {
  const { stream } = SUBJECT
  if (stream === 'flights') return (await import('../own/flight.ts')).ownFlight(changed)
  if (stream === 'plane') return (await import('../own/point.ts')).ownPoint(EDGE, changed)
  if (stream === 'drift') return (await import('../own/point.ts')).ownPoint(4, changed)
  if (stream !== 'digits') return (await import('../own/anyFields.ts')).ownFields(changed)
  const newest = (): ArrayLike<number> | undefined => copy()?.examples[0] as ArrayLike<number> | undefined
  return (await import('../own/digit.ts')).ownDigit(changed, newest)
}

/** What the copy answers to one's own event. */
function answersOf(copy: ModelCopy, own: OwnEvent): HTMLElement[] {
  let prediction: Prediction<Label>
  try {
    prediction = copy.predict(own.features())
  } catch (error) {
    return [element('li', { class: 'wrong' }, (error as Error).message)]
  }
  const { labels, probabilities } = prediction
  const ordered = labels.map((label, k) => ({ label, p: probabilities[k] as number })).sort((a, b) => b.p - a.p)
  if (ordered.length === 0) return [element('li', {}, 'It knows no class yet.')]
  return ordered.slice(0, SHOWN).map(({ label, p }) => {
    const fill = element('span', { class: 'fill model' })
    fill.style.inlineSize = `${100 * p}%`
    const track = element('span', { class: 'track' }, fill)
    return element(
      'li',
      {},
      element('span', { class: 'name' }, String(label)),
      track,
      element('span', { class: 'value' }, percent(p, 1)),
    )
  })
}

/** That it is the same model, or that it is not. */
function* proofOf({ learned, bytes, state, answers }: ModelCopy): Generator<Node | string> {
  yield `A copy after ${count(learned)} events, ${count(bytes / 1000)} kB, newer every five seconds. `
  yield* comparison('Its state', state)
  yield ' '
  yield* comparison('Its answers to the newest events', answers)
}

function* comparison(what: string, { here, there }: Compared): Generator<Node | string> {
  const same = here === there
  const hash = (text: string): HTMLElement => element('code', { title: text }, text.slice(0, 8))
  yield `${what}: SHA-256 `
  yield hash(here)
  yield ' here, '
  yield hash(there)
  yield ' there, '
  yield element('strong', { class: same ? 'right' : 'wrong' }, same ? 'the same bits.' : 'not the same.')
}
