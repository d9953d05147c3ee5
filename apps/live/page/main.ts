import { ABOUT, IS_MIXTURE, SUBJECT } from './context.ts'
import { Controls } from './controls.ts'
import { element, setText } from './element.ts'
import { listen } from './feed.ts'
import type { Panel } from './panel.ts'
import { accuracyPanel } from './panels/accuracy.ts'
import { confusionPanel } from './panels/confusion.ts'
import { copyPanel } from './panels/copy.ts'
import { driftPanel } from './panels/drift.ts'
import { etaPanel } from './panels/eta.ts'
import { gainPanel } from './panels/gain.ts'
import { headlinePanel } from './panels/headline.ts'
import { biasPanel, crossEntropyPanel } from './panels/information.ts'
import { mixturePanel } from './panels/mixture.ts'
import { newestPanel } from './panels/newest.ts'
import { planePanel } from './panels/plane.ts'
import { reliabilityPanel } from './panels/reliability.ts'
import { weightsPanel } from './panels/weights.ts'
import { WhyPanel } from './panels/why.ts'
import { replayText } from './replayText.ts'
import { advance, type State, stateOf } from './state.ts'
import { copyable } from './use.ts'

const find = <T extends HTMLElement>(id: string): T => document.getElementById(id) as T

const why = new WhyPanel()
const is = (stream: string): boolean => SUBJECT.stream === stream
/** The panels of this stream, from the beginning: nothing comes or goes while one reads. */
const primary: readonly Panel[] = [
  ...(is('plane') ? [planePanel()] : []),
  headlinePanel(),
  ...(is('drift') ? [driftPanel()] : []),
  gainPanel(),
  newestPanel((id) => why.ask(id)),
  why,
  copyPanel(),
]
/** On a phone these are shown when they are asked for. */
const secondary: readonly Panel[] = [
  ...(is('digits') ? [weightsPanel()] : []),
  accuracyPanel(),
  crossEntropyPanel(),
  reliabilityPanel(),
  confusionPanel(),
  biasPanel(),
  IS_MIXTURE ? mixturePanel() : etaPanel(),
]
const panels = [...primary, ...secondary]
const more = element('button', { type: 'button', class: 'more-figures', 'aria-expanded': 'false' }, 'More figures')
more.addEventListener('click', () => {
  const all = find('panels').classList.toggle('all')
  more.setAttribute('aria-expanded', String(all))
  setText(more, all ? 'Fewer figures' : 'More figures')
})
for (const { root } of secondary) root.classList.add('secondary')
find('panels').append(...primary.map(({ root }) => root), more, ...secondary.map(({ root }) => root))
const controls = new Controls(find('controls'))
copyable(find('copy'), find('code'))

let state: State | undefined
let connected = false

function show(): void {
  setText(find('status'), connected ? replayText(state) : 'Connection lost. Trying again.')
  document.body.classList.toggle('lost', !connected)
  controls.enable(connected)
  if (state === undefined) return
  controls.show(state)
  for (const panel of panels) panel.show(state)
}

listen({
  hello(hello) {
    // Another server may be at this address by now, with other streams.
    if (hello.about.stream !== ABOUT.stream) return location.reload()
    state = stateOf(hello)
    show()
  },
  tick(tick) {
    if (state !== undefined) advance(state, tick)
    show()
  },
  connected(now) {
    connected = now
    if (!now) show()
  },
})
