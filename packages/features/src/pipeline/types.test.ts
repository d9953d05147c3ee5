import type { Label, Learner, Vector } from '@rivulet/core'
import { expect, expectTypeOf, test } from 'vitest'
import { crosses } from '../crossing/crosses.ts'
import { bins } from '../encoding/bins.ts'
import { FeatureHasher } from '../hashing/featureHasher.ts'
import type { PlainVector } from '../scaling/mapVector.ts'
import { StandardScaler } from '../scaling/standardScaler.ts'
import type { PlainSparseVector } from '../sparse/plainSparseVector.ts'
import { words } from '../text/words.ts'
import { pipeline } from './pipeline.ts'
import { PipelineLearner } from './pipelineLearner.ts'
import type { PipelineTicket } from './ticket.ts'

interface Mail {
  text: string
  length: number
}

test('types flow from the first step to the ticket', () => {
  const learner = { predict() {}, learn() {} } as unknown as Learner<Vector, 'ham' | 'spam'>
  const model = pipeline(
    (mail: Mail) => ({ ...mail, text: words(mail.text) }),
    bins({ length: [10, 20] }),
    crosses(['length', 'from']),
    new FeatureHasher(),
    new StandardScaler(),
    learner,
  )
  expect(model).toBeInstanceOf(PipelineLearner)
  expectTypeOf(model).toExtend<Learner<Mail, 'ham' | 'spam'>>()
  expectTypeOf(model.predict).parameter(0).toEqualTypeOf<Mail>()
  expectTypeOf(model.predict).returns.toEqualTypeOf<PipelineTicket<Vector, 'ham' | 'spam'>>()
  expectTypeOf(model.predict).returns.toHaveProperty('label').toEqualTypeOf<'ham' | 'spam' | undefined>()
  expectTypeOf<PlainVector>().toExtend<Vector>()
})

test('a hasher takes events of its type, or any object', () => {
  const sparse = { predict() {}, learn() {} } as unknown as Learner<PlainSparseVector, Label>
  expectTypeOf(pipeline(new FeatureHasher<Mail>(), sparse).predict).parameter(0).toEqualTypeOf<Mail>()
  expectTypeOf(pipeline(new FeatureHasher(), sparse).predict).parameter(0).toEqualTypeOf<object>()
  // @ts-expect-error a hasher cannot read vectors of numbers as a typed event
  expect(pipeline(new StandardScaler(), new FeatureHasher<Mail>(), sparse)).toBeInstanceOf(PipelineLearner)
  // @ts-expect-error a learner of sparse vectors cannot learn texts
  expect(pipeline((mail: Mail) => mail.text, sparse)).toBeInstanceOf(PipelineLearner)
})
