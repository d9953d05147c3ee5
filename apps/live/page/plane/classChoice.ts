import { CLASSES, type ClassName } from '../../src/streams/plane/picture.ts'
import { element } from '../element.ts'
import { svgMark } from './marks.ts'

/** Which class a click adds, and a button for a new class. */
export class ClassChoice {
  readonly root: HTMLElement
  readonly #choices: HTMLElement = element('div', { class: 'choices' })
  readonly #more: HTMLButtonElement = element('button', { type: 'button', class: 'more' }, 'Add a class')
  #inputs: readonly HTMLInputElement[] = []

  /** @param grow - asks for so many classes */
  constructor(grow: (classes: number) => void) {
    const fieldset = element('fieldset', {}, element('legend', {}, 'A click adds'), this.#choices)
    this.root = element('div', { class: 'toolbar' }, fieldset, this.#more)
    this.#more.addEventListener('click', () => grow(this.#inputs.length + 1))
  }

  /** The class that is chosen. */
  get chosen(): ClassName {
    return CLASSES[
      Math.max(
        0,
        this.#inputs.findIndex(({ checked }) => checked),
      )
    ] as ClassName
  }

  /** Chooses a class by its number, from 1, if there is such a class. */
  choose(number: number): void {
    const input = this.#inputs[number - 1]
    if (input !== undefined) input.checked = true
  }

  show(classes: readonly ClassName[], ended: boolean): void {
    this.#more.disabled = ended || classes.length >= CLASSES.length
    if (classes.length === this.#inputs.length) return
    const { chosen } = this
    this.#inputs = classes.map((value) => element('input', { type: 'radio', name: 'class', value }))
    this.#choices.replaceChildren(
      ...classes.map((name, k) =>
        element('label', {}, this.#inputs[k] as HTMLElement, element('span', { class: 'choice' }, svgMark(name), name)),
      ),
    )
    this.choose(Math.max(0, classes.indexOf(chosen)) + 1)
  }
}
