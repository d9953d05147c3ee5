import { appendFileSync, copyFileSync, readFileSync, writeFileSync } from 'node:fs'
import { encode } from '@rivulet/core/snapshot'
import { expect, test } from 'vitest'
import { eventLines, folderWith, lastLine, run } from '../../test/rivulet.ts'

const LINES = eventLines(200)

test('a snapshot of train says what train said', async () => {
  const at = folderWith({ 'e.jsonl': LINES.join('\n') })
  const said = lastLine((await run(['train', at('e.jsonl'), '--label', 'late', '--json', '--snapshot', at('m')])).out)
  const { code, out } = await run(['inspect', at('m'), '--json'])
  const { scores, arrays, texts, weights, ...described } = JSON.parse(out)
  const { events, rejected, accuracy, crossEntropy, majority, lastLabel } = said
  expect(code).toBe(0)
  expect(described).toEqual({
    format: '1',
    bytes: readFileSync(at('m')).length,
    configuration: { label: 'late', model: 'auto', features: 'fields', source: 'file', settings: '{}', fields: '{}' },
    events,
    rejected,
    entries: 200,
    position: { byte: readFileSync(at('e.jsonl')).length, line: 200, digest: expect.any(Number), passed: 0 },
    labels: ['yes', 'no'],
  })
  expect(scores).toMatchObject({ accuracy, crossEntropy, majority, lastLabel })
  expect(arrays).toContainEqual({ name: 'state/model/step 1/slots/slots', dtype: 'U8', shape: [32768] })
  expect(texts['state/refusals/count']).toBe('2')
  expect(weights[0]).toMatchObject({
    label: 'yes',
    weights: expect.arrayContaining([expect.objectContaining({ feature: 'who=f' })]),
  })

  const { out: people } = await run(['inspect', at('m')])
  expect(people).toMatch(
    /^format +1\nsize +[\d,]+ bytes\nfeatures +fields\nfields +\{\}\nlabel +late\nmodel +auto\nsettings +\{\}\nsource +file\nevents +198\n/,
  )
  expect(people).toMatch(/\nrefused +2 of 200\n/)
  expect(people).toMatch(/\nlabels +"yes", "no"\naccuracy +\d\d\.\d\d % \(\d\d\.\d\d % to \d\d\.\d\d %\)\n/)
  expect(people).toMatch(/\nfor "yes" +who=f \+/)
  expect(people).toMatch(/\n\n\d+ arrays: --all lists them\n$/)
  expect((await run(['inspect', at('m'), '--all'])).out).toMatch(/\nstate\/model\/step 1\/slots\/slots +U8 \[32768\]\n/)
})

test('a diff says what one event more has changed, and nothing of a snapshot and itself', async () => {
  const at = folderWith({ 'e.jsonl': LINES.slice(0, -1).join('\n') })
  const train = ['train', at('e.jsonl'), '--label', 'late', '--snapshot', at('m')]
  await run(train)
  copyFileSync(at('m'), at('before'))
  appendFileSync(at('e.jsonl'), `\n${LINES.at(-1)}\n`)
  await run(train)
  const { code, out } = await run(['diff', at('before'), at('m')])
  expect(code).toBe(1)
  expect(out).toMatch(/^progress\/entries: "199" → "200"\n/m)
  expect(await run(['diff', at('m'), at('m')])).toEqual({ code: 0, out: '', error: '' })
})

test('of any other snapshot it says what is in it', async () => {
  const at = folderWith()
  const state = (depth: number): { save: Parameters<typeof encode>[0]['save']; load: () => void } => ({
    save(to) {
      to.text('__proto__', 'x'.repeat(300))
      to.array('weights', [1, 2])
      if (depth > 0) for (const name of ['progress', 'state', 'scores']) state(depth - 1).save(to.child(name))
    },
    load() {},
  })
  writeFileSync(at('m'), encode(state(2)))
  const { out } = await run(['inspect', at('m'), '--json'])
  const described = JSON.parse(out)
  expect(Object.keys(described)).toEqual(['format', 'bytes', 'arrays', 'texts'])
  expect(described.arrays[0]).toEqual({ name: expect.any(String), dtype: 'F64', shape: [2] })
  expect((await run(['inspect', at('m')])).out).toMatch(/\n__proto__ +"x{98}…\n/)
})

test.each([
  ['missing', /^rivulet: there is no file \S+missing\n$/],
  ['.', /^rivulet: \S+ is a folder\n$/],
  ['text', /^rivulet: \S+text: these bytes are too few for a snapshot\n$/],
])('%s is said in one line', async (name, message) => {
  const at = folderWith({ text: 'text' })
  const { code, out, error } = await run(['inspect', at(name)])
  expect([code, out]).toEqual([1, ''])
  expect(error).toMatch(message)
})
