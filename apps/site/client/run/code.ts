import { asset } from '../asset.ts'
import { create, find } from '../dom.ts'
import type { Said } from './runner.ts'

/** How long code may run before it is stopped, in milliseconds. */
const PATIENCE = 10_000

/** Code that the reader edits and runs: in a worker of its own, which is ended when it takes too long. */
class RivuletCode extends HTMLElement {
  #worker: Worker | undefined
  #clock = 0

  connectedCallback(): void {
    const text = find<HTMLTextAreaElement>('textarea', this)
    const before = text.value
    const run = create('button', { type: 'button' }, 'Run')
    const reset = create('button', { type: 'button' }, 'As it was')
    const output = create('output', { 'aria-live': 'polite' })
    run.addEventListener('click', () => this.#run(text.value, output))
    reset.addEventListener('click', () => {
      text.value = before
    })
    text.addEventListener('keydown', (event) => {
      if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) this.#run(text.value, output)
    })
    this.append(create('p', { class: 'controls' }, run, reset), output)
    this.#run(text.value, output)
  }

  disconnectedCallback(): void {
    this.#end()
  }

  #run(code: string, output: HTMLElement): void {
    this.#end()
    output.replaceChildren()
    const worker = new Worker(asset('runner.js'), { type: 'module' })
    this.#worker = worker
    this.#clock = window.setTimeout(() => {
      this.#end()
      output.append(`Stopped after ${PATIENCE / 1000} seconds.\n`)
    }, PATIENCE)
    worker.addEventListener('error', ({ message }) => output.append(`${message}\n`))
    worker.addEventListener('message', ({ data }: MessageEvent<Said>) => {
      if ('line' in data) output.append(data.line.startsWith('<svg') ? picture(data.line) : `${data.line}\n`)
      else {
        if ('error' in data) output.append(`${data.error}\n`)
        this.#end()
      }
    })
    worker.postMessage(code)
  }

  #end(): void {
    window.clearTimeout(this.#clock)
    this.#worker?.terminate()
    this.#worker = undefined
  }
}

/** A picture that the code returned. As an image it cannot run anything, whatever it holds. */
function picture(svg: string): HTMLImageElement {
  return create('img', { src: `data:image/svg+xml,${encodeURIComponent(svg)}`, alt: 'The figure that the code draws' })
}

customElements.define('rivulet-code', RivuletCode)
