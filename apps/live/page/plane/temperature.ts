import { element, setText } from '../element.ts'

/** A slider from 0.01 to 100, even in the logarithm. */
export class Temperature {
  readonly root: HTMLElement
  readonly #input: HTMLInputElement = element('input', {
    type: 'range',
    min: '-2',
    max: '2',
    step: '0.1',
    value: '0',
  })
  readonly #output: HTMLElement = element('span', { class: 'value' })

  constructor(changed: () => void) {
    this.root = element('label', { class: 'temperature' }, 'Temperature of softmax', this.#input, this.#output)
    this.#input.addEventListener('input', () => {
      this.#tell()
      changed()
    })
    this.#tell()
  }

  /** T > 0. */
  get value(): number {
    return 10 ** this.#input.valueAsNumber
  }

  #tell(): void {
    const text = `T = ${Number(this.value.toPrecision(2))}`
    setText(this.#output, text)
    this.#input.setAttribute('aria-valuetext', text)
  }
}
