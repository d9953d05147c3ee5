import { element, escapeText } from '../svg/element.ts'

/**
 * A whole figure: an `svg` element that scales to its room, with a title that screen readers say.
 *
 * Text and axes are of `currentColor`: in a page they follow its dark mode; a file of its own wants
 * white behind it.
 */
export function figure(title: string, width: number, height: number, ...parts: string[]): string {
  const attributes = {
    xmlns: 'http://www.w3.org/2000/svg',
    viewBox: `0 0 ${width} ${height}`,
    width,
    height,
    role: 'img',
    'aria-label': title,
    'font-family': 'system-ui, sans-serif',
  }
  return element('svg', attributes, element('title', {}, escapeText(title)), ...parts)
}
