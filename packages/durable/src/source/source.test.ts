import { expectTypeOf, test } from 'vitest'
import { memoryStore, type SeekableSource, type Source, type trainDurably } from '../index.ts'

test('only a seekable source can be trained on durably: for the others the compiler says no', () => {
  type Needed = Parameters<typeof trainDurably<number, number, never>>[0]['source']
  expectTypeOf<SeekableSource<number, number>>().toExtend<Needed>()
  expectTypeOf<Source<number>>().not.toExtend<Needed>()
  expectTypeOf(memoryStore).returns.toHaveProperty('open')
})
