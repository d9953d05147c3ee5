import { Adwin, Ddm, KlTest, PageHinkley } from '@rivulet/metrics/drift'
import type { DriftEvent } from './streams.ts'

/** Says of one event after the other whether there is an alarm. */
export type Watch = (event: DriftEvent) => boolean

/** The detectors with their defaults, and the two that look at nothing: to be of use is to beat both. */
export const contenders: Readonly<Record<string, () => Watch>> = {
  ADWIN: () => ofErrors(new Adwin()),
  DDM: () => ofErrors(new Ddm()),
  PageHinkley: () => ofErrors(new PageHinkley()),
  KLTest: () => {
    const test = new KlTest<number>()
    return ({ label }) => test.update(label) === 'drift'
  },
  always: () => () => true,
  never: () => () => false,
}

function ofErrors(detector: Adwin | Ddm | PageHinkley): Watch {
  return ({ error }) => detector.update(error) === 'drift'
}
