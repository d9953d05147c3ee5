import { Controls } from './controls.ts'
import { setText } from './element.ts'
import { listen } from './feed.ts'
import type { Panel } from './panel.ts'
import { accuracyPanel } from './panels/accuracy.ts'
import { confusionPanel } from './panels/confusion.ts'
import { driftPanel } from './panels/drift.ts'
import { etaPanel } from './panels/eta.ts'
import { headlinePanel } from './panels/headline.ts'
import { biasPanel, crossEntropyPanel } from './panels/information.ts'
import { mixturePanel } from './panels/mixture.ts'
import { newestPanel } from './panels/newest.ts'
import { planePanel } from './panels/plane.ts'
import { reliabilityPanel } from './panels/reliability.ts'
import { weightsPanel } from './panels/weights.ts'
import { replayText } from './replayText.ts'
import { advance, type State, stateOf } from './state.ts'

const find = <T extends HTMLElement>(id: string): T => document.getElementById(id) as T

const panels: readonly Panel[] = [
  planePanel(),
  headlinePanel(),
  driftPanel(),
  accuracyPanel(),
  newestPanel(),
  weightsPanel(),
  reliabilityPanel(),
  confusionPanel(),
  crossEntropyPanel(),
  biasPanel(),
  etaPanel(),
  mixturePanel(),
]
find('panels').append(...panels.map(({ root }) => root))
const controls = new Controls(find('controls'))

let state: State | undefined
let connected = false

function show(): void {
  setText(find('status'), connected ? replayText(state) : 'Connection lost. Trying again.')
  document.body.classList.toggle('lost', !connected)
  if (state === undefined) return
  controls.show(state)
  for (const panel of panels) panel.show(state)
}

listen({
  hello(hello) {
    // Another stream has other axes and other controls: only the address is the same.
    if (state !== undefined && state.about.stream !== hello.about.stream) return location.reload()
    if (state === undefined) controls.build(hello.about)
    state = stateOf(hello)
    setText(find('question'), state.about.question)
    setText(find('source'), state.about.source)
    document.title = `Rivulet: ${state.about.title}`
    document.body.dataset['stream'] = state.about.stream
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
