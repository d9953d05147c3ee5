/** What a lecture page has beside its text: figures that follow sliders, and code that runs. */
import { figures } from './figures/figures.ts'
import { defineLive } from './figures/live.ts'
import './run/code.ts'

defineLive(figures)
