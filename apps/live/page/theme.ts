import { CLASSES } from '../src/streams/plane/picture.ts'

/** The colours of the style sheet, for canvases, which cannot read it. */
export interface Theme {
  readonly text: string
  readonly grid: string
  color(name: string): string
}

/**
 * Reads the colours that hold now. Where a person has chosen the colours, texts and axes have these; lines and areas keep ours, which tell them
 * apart on light and on dark paper: all in one colour, as a canvas would be painted, nobody could read them.
 */
export function theme(): Theme {
  // A probe, because a custom property with light-dark() has a value only where it is used.
  const probe = document.createElement('span')
  document.body.append(probe)
  const color = (name: string): string => {
    probe.style.color = `var(--${name})`
    return getComputedStyle(probe).color
  }
  const [text, grid] = [color('muted'), color('grid')]
  probe.style.setProperty('forced-color-adjust', 'none')
  const colors = new Map(SERIES.map((name) => [name, color(name)]))
  probe.remove()
  return {
    text,
    grid: isForced() ? (colors.get('line') ?? grid) : grid,
    color: (name) => colors.get(name) ?? 'currentColor',
  }
}

/** Whether a person has chosen the colours of all pages. */
function isForced(): boolean {
  return matchMedia('(forced-colors: active)').matches
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
  'line',
  'surface',
  'negative',
  'positive',
  'wrong',
  'ink',
  ...Array.from({ length: 11 }, (_, i) => `stack-${i + 1}`),
  ...CLASSES.map((_, k) => `class-${k + 1}`),
]

/** Calls back when the browser changes between light and dark, or a person between our colours and others. */
export function onThemeChange(change: () => void): void {
  for (const query of ['(prefers-color-scheme: dark)', '(forced-colors: active)'])
    matchMedia(query).addEventListener('change', change)
}
