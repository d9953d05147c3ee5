import type { ClassImage } from '../../src/streams/stream.ts'
import { element } from '../element.ts'
import { imageCanvas, paint, pixelsOf } from '../image.ts'
import { type Panel, section } from '../panel.ts'
import { signedInk } from '../signedInk.ts'
import type { State } from '../state.ts'

/** The weights of each class as an image. It is hidden where events are not images. */
export function weightsPanel(): Panel {
  const blank = element('li', {}, element('canvas', { width: '28', height: '28', 'aria-hidden': 'true' }), '–')
  const list = element('ul', { class: 'images' }, ...Array.from({ length: 10 }, () => blank.cloneNode(true)))
  const note =
    'Ink where it is orange speaks for the class, where it is blue against it. All classes have one scale, so they can be compared.'
  const root = section('weights', 'What the model has learned', list, element('p', { class: 'note' }, note))
  let canvases: readonly HTMLCanvasElement[] = []
  return {
    root,
    show({ tick: { images } }: State) {
      if (images === undefined) return
      if (canvases.length !== images.length) {
        canvases = images.map((image) => imageCanvas(image, image.width ** 2, `Weights of ${image.label}`))
        list.replaceChildren(
          ...images.map(({ label }, i) => element('li', {}, canvases[i] as HTMLElement, String(label))),
        )
      }
      const ink = signedInk()
      for (const [i, image] of images.entries())
        paint(canvases[i] as HTMLCanvasElement, pixelsOf(image as ClassImage), ink)
    },
  }
}
