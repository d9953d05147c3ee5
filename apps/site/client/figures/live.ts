import { create } from '../dom.ts'

/** One number that the reader sets. */
export interface Slider {
  readonly name: string
  readonly from: number
  readonly to: number
  readonly step: number
  readonly value: number
}

/** A figure that follows its sliders, and a sentence below that says what it shows. */
export interface LiveFigure {
  readonly sliders: readonly Slider[]
  draw(...values: number[]): { readonly svg: string; readonly said: string }
}

/** `<rivulet-live figure="…">`: one of the figures, with its sliders. */
export function defineLive(figures: Readonly<Record<string, LiveFigure>>): void {
  class RivuletLive extends HTMLElement {
    connectedCallback(): void {
      const figure = figures[this.getAttribute('figure') ?? '']
      if (figure === undefined) throw new Error(`there is no figure ${this.getAttribute('figure')}`)
      const [picture, said] = [create('figure'), create('p', { role: 'status' })]
      const inputs = figure.sliders.map(({ name, from, to, step, value }) => {
        const attributes = { type: 'range', min: `${from}`, max: `${to}`, step: `${step}`, value: `${value}` }
        const input = create('input', attributes)
        const shown = create('span')
        this.append(create('label', {}, name, input, shown))
        return { input, shown }
      })
      const draw = (): void => {
        const values = inputs.map(({ input, shown }) => {
          shown.textContent = input.value
          return Number(input.value)
        })
        const { svg, said: text } = figure.draw(...values)
        picture.innerHTML = svg
        said.textContent = text
      }
      for (const { input } of inputs) input.addEventListener('input', draw)
      this.append(picture, said)
      draw()
    }
  }
  customElements.define('rivulet-live', RivuletLive)
}
