import type { ClassImage } from '../../src/streams/stream.ts'
import { element } from '../element.ts'
import { type Ink, imageCanvas, paint, pixelsOf, rgb } from '../image.ts'
import { type Panel, section } from '../panel.ts'
import type { State } from '../state.ts'
import { theme } from '../theme.ts'

/** The weights of each class as an image. It is hidden where events are not images. */
export function weightsPanel(): Panel {
  const list = element('ul', { class: 'images' })
  const note =
    'Ink where it is orange speaks for the class, where it is blue against it. All classes have one scale, so they can be compared.'
  const root = section('weights', 'What the model has learned', list, element('p', { class: 'note' }, note))
  let canvases: readonly HTMLCanvasElement[] = []
  return {
    root,
    show({ tick: { images } }: State) {
      root.hidden = images === undefined
      if (images === undefined) return
      if (canvases.length !== images.length) {
        canvases = images.map((image) => imageCanvas(image, image.width ** 2, `Weights of ${image.label}`))
        list.replaceChildren(
          ...images.map(({ label }, i) => element('li', {}, canvases[i] as HTMLElement, String(label))),
        )
      }
      const ink = weightInk()
      for (const [i, image] of images.entries())
        paint(canvases[i] as HTMLCanvasElement, pixelsOf(image as ClassImage), ink)
    },
  }
}

/** One colour for positive, another for negative, none for 0. */
function weightInk(): Ink {
  const { color } = theme()
  const [negative, positive] = [rgb(color('negative')), rgb(color('positive'))]
  return (value) => {
    const [red, green, blue] = value < 128 ? negative : positive
    return [red, green, blue, Math.min(255, 2 * Math.abs(value - 128))]
  }
}
