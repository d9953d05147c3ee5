/** How wide the pen is, as a share of the pad. */
const PEN = 0.075

/** A canvas on which a mouse, a finger or a pen draws; `changed` is called once a frame while it does. */
export class Pad {
  readonly #canvas: HTMLCanvasElement
  readonly #context: CanvasRenderingContext2D
  readonly #changed: () => void
  #last: readonly [number, number] | undefined
  #asked = false

  constructor(canvas: HTMLCanvasElement, changed: () => void) {
    this.#canvas = canvas
    this.#context = canvas.getContext('2d', { willReadFrequently: true }) as CanvasRenderingContext2D
    this.#changed = changed
    canvas.addEventListener('pointerdown', (event) => {
      canvas.setPointerCapture(event.pointerId)
      this.#last = this.#place(event)
      this.#draw(this.#last)
    })
    canvas.addEventListener('pointermove', (event) => {
      if (this.#last === undefined) return
      for (const each of event.getCoalescedEvents?.() ?? [event]) this.#draw(this.#place(each))
    })
    for (const end of ['pointerup', 'pointercancel'] as const) {
      canvas.addEventListener(end, () => {
        this.#last = undefined
      })
    }
  }

  /** What is drawn. */
  get drawing(): ImageData {
    return this.#context.getImageData(0, 0, this.#canvas.width, this.#canvas.height)
  }

  /** Wipes the pad. */
  clear(): void {
    this.#context.clearRect(0, 0, this.#canvas.width, this.#canvas.height)
    this.#ask()
  }

  /** Puts a picture on the pad, stretched over it. */
  show(picture: HTMLCanvasElement): void {
    this.#context.clearRect(0, 0, this.#canvas.width, this.#canvas.height)
    this.#context.imageSmoothingEnabled = true
    this.#context.drawImage(picture, 0, 0, this.#canvas.width, this.#canvas.height)
    this.#ask()
  }

  #place(event: PointerEvent): readonly [number, number] {
    const box = this.#canvas.getBoundingClientRect()
    const [x, y] = [(event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height]
    return [x * this.#canvas.width, y * this.#canvas.height]
  }

  #draw(to: readonly [number, number]): void {
    const [x, y] = this.#last ?? to
    const context = this.#context
    context.lineCap = 'round'
    context.lineJoin = 'round'
    context.lineWidth = PEN * this.#canvas.width
    context.strokeStyle = '#000'
    context.beginPath()
    context.moveTo(x, y)
    context.lineTo(to[0] + 0.01, to[1])
    context.stroke()
    this.#last = to
    this.#ask()
  }

  #ask(): void {
    if (this.#asked) return
    this.#asked = true
    requestAnimationFrame(() => {
      this.#asked = false
      this.#changed()
    })
  }
}
