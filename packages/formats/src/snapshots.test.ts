import { snapshotLaws } from '@rivulet/core/conformance'
import { describe, test } from 'vitest'
import { FeatureNames } from './names/featureNames.ts'
import { VwReader } from './vw/vwReader.ts'

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)

describe('FeatureNames, saved and loaded', () => {
  for (const law of snapshotLaws({
    create: () => new FeatureNames(30),
    use(names, i) {
      const name = bytes(`näme ${i}`)
      const index = names.admit(name, 0, name.length)
      if (names.size < names.cap ? index < 0 : index >= names.cap) throw new Error(`${i} has the number ${index}`)
    },
  }))
    test(law.name, () => law.check())
})

describe('VwReader, saved and loaded', () => {
  for (const law of snapshotLaws({
    create: () => new VwReader(),
    use(reader, i) {
      const { x } = reader.read(`${i % 2} | a${i}:2 b:${i}.5`)
      if (!Array.from(x.values).every(Number.isFinite)) throw new Error(`${i} has the values ${x.values}`)
    },
  }))
    test(law.name, () => law.check())
})
