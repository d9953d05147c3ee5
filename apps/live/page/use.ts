import { setText } from './element.ts'

/** Milliseconds that a button says that it has copied. */
const SAID = 2000

/** Makes a button copy a text. */
export function copyable(button: HTMLButtonElement, text: Node): void {
  button.addEventListener('click', async () => {
    const done = await navigator.clipboard.writeText(text.textContent ?? '').then(
      () => true,
      () => false,
    )
    setText(button, done ? 'Copied' : 'Select it, and copy it with Ctrl-C')
    setTimeout(() => setText(button, 'Copy'), SAID)
  })
}
