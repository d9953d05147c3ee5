import { writeSync } from 'node:fs'

/** Is told of each run, so that whoever watches knows that it goes on. */
export type Beat = (run: number) => void

/** Says every thousandth run on standard output, at once: a loop that never waits would keep it to itself otherwise. */
export const beat: Beat = (run) => {
  if (run % 1000 === 0) writeSync(1, `${run}\n`)
}
