import type { Detector } from '@rivulet/core'
import { type DetectorSubject, detectorLaws, snapshotLaws } from '@rivulet/core/conformance'
import { describe, test } from 'vitest'
import { ofErrors, ofLabels } from '../../test/detectors.ts'

function laws<In>(subject: DetectorSubject<In>): [string, () => void][] {
  const use = (detector: Detector<In>, i: number): void => {
    const said = detector.update(subject.events[i % subject.events.length] as In)
    if (!['stable', 'warning', 'drift'].includes(said)) throw new Error(`it said ${said}`)
  }
  const all = [...detectorLaws(subject), ...snapshotLaws({ create: subject.create, use })]
  return all.map((law) => [law.name, law.check])
}

describe.each(Object.entries(ofErrors))('%s', (_, subject) => {
  test.each(laws(subject))('%s', (_, check) => check())
})
describe.each(Object.entries(ofLabels))('%s', (_, subject) => {
  test.each(laws(subject))('%s', (_, check) => check())
})
