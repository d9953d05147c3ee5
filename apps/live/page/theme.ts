import { CLASSES } from '../src/streams/plane/picture.ts'

/** The colours of the style sheet, for canvases, which cannot read it. */
export interface Theme {
  readonly text: string
  readonly grid: string
  color(name: string): string
}

/** Reads the colours that hold now. */
export function theme(): Theme {
  // A probe, because a custom property with light-dark() has a value only where it is used.
  const probe = document.createElement('span')
  document.body.append(probe)
  const color = (name: string): string => {
    probe.style.color = `var(--${name})`
    return getComputedStyle(probe).color
  }
  const colors = new Map(['muted', 'grid', ...SERIES].map((name) => [name, color(name)]))
  probe.remove()
  const get = (name: string): string => colors.get(name) ?? 'currentColor'
  return { text: get('muted'), grid: get('grid'), color: get }
}

const SERIES = [
  'model',
  'band',
  'window',
  'majority',
  'last',
  'entropy',
  'kl',
  'eta',
  'surface',
  'negative',
  'positive',
  'wrong',
  'ink',
  ...CLASSES.map((_, k) => `class-${k + 1}`),
]

/** Calls back when the browser changes between light and dark. */
export function onThemeChange(change: () => void): void {
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', change)
}
