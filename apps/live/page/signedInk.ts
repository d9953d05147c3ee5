import { type Ink, rgb } from './image.ts'
import { theme } from './theme.ts'

/** One colour above 128, another one below, none at it. */
export function signedInk(): Ink {
  const { color } = theme()
  const [negative, positive] = [rgb(color('negative')), rgb(color('positive'))]
  return (value) => {
    const [red, green, blue] = value < 128 ? negative : positive
    return [red, green, blue, Math.min(255, 2 * Math.abs(value - 128))]
  }
}
