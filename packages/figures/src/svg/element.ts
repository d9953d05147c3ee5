/** What an attribute may be; numbers are written with two digits behind the point at most, so that a picture is the same text everywhere. */
export type AttributeValue = string | number | undefined

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** A text as it stands in an SVG, where it can neither open nor close anything. */
export function escapeText(text: string): string {
  return text.replace(/[&<>"]/g, (character) => ESCAPES[character] as string)
}

/** A number as it stands in an SVG: rounded to a hundredth of a unit, and never −0. */
export function round(value: number): number {
  return Math.round(value * 100) / 100 + 0
}

/**
 * One SVG element as text. Attributes that are `undefined` are left out; children are text that is SVG already.
 *
 * Only presentation attributes are written, no `style`, so that a page whose policy forbids inline styles shows the same picture.
 */
export function element(
  name: string,
  attributes: Readonly<Record<string, AttributeValue>>,
  ...children: string[]
): string {
  const written = Object.entries(attributes).flatMap(([key, value]) => {
    if (value === undefined) return []
    return ` ${key}="${typeof value === 'number' ? round(value) : escapeText(value)}"`
  })
  const open = `<${name}${written.join('')}`
  return children.length === 0 ? `${open}/>` : `${open}>${children.join('')}</${name}>`
}
