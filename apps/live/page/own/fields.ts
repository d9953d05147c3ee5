import { element, setText } from '../element.ts'

/** A labelled input. */
export interface Field {
  readonly root: HTMLElement
  text(): string
  /** 0 for what is no number. */
  number(): number
}

/** An input with its name. */
export function field(name: string, attributes: Readonly<Record<string, string>>, changed: () => void): Field {
  const input = element('input', attributes)
  input.addEventListener('input', changed)
  const number = (): number => (Number.isFinite(input.valueAsNumber) ? input.valueAsNumber : 0)
  return { root: element('label', { class: 'field' }, name, input), text: () => input.value, number }
}

/** A slider from 0 to 100 %. */
export function percentField(name: string, value: number, changed: () => void): Field {
  const shown = element('span', { class: 'value' })
  const tell = (): void => setText(shown, `${made.number()} %`)
  const made = field(name, { type: 'range', min: '0', max: '100', value: String(value) }, () => {
    tell()
    changed()
  })
  made.root.append(shown)
  tell()
  return made
}
