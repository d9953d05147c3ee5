/**
 * The scale proof: softmax regression over 100,000 classes learns one-hot words, 1,024 distinct ones, in under 1.5 GiB, and a step
 * costs its non-zeros times the classes: the rule is asked for one row for each non-zero and the bias, each as wide as there are classes.
 * And every learner meets a class once after a million events of others, and nothing ends in NaN or an exception.
 *
 *   npm run test:scale -- [--classes 100000] [--words 1024] [--events 1000000] [--json]
 */
import { SoftmaxRegression } from '@rivulet/models'
import { sgd, type UpdateRule } from '@rivulet/optim'
import { readOptions } from '../options.ts'
import { subjects } from '../subjects.ts'
import { meetRareClass } from './rareClass.ts'

const LIMIT = 1.5 * 2 ** 30
const { classes, words, events, json } = readOptions({ classes: 100_000, words: 1024, events: 1_000_000 })

let [rows, numbers] = [0, 0]
// Without its kernel, so that every row of a step is a call.
const { kernel: _, ...byRow } = sgd()
const counted: UpdateRule = {
  ...byRow,
  step(page, at, block, gradient, x, eta) {
    rows += 1
    numbers += gradient.length
    sgd().step(page, at, block, gradient, x, eta)
  },
}

const labels = Array.from({ length: classes }, (_, k) => k)
const model = new SoftmaxRegression<number>({ labels, rule: counted, eta: 1 })
const follower = (word: number): number => (word * 7919) % classes
const begun = process.hrtime.bigint()
for (let word = 0; word < words; word++) model.learn({ indices: [word * 1000], values: [1] }, follower(word))
const milliseconds = Number(process.hrtime.bigint() - begun) / 1e6 / words

let right = 0
for (let word = 0; word < words; word += 64) {
  if (model.predict({ indices: [word * 1000], values: [1] }).label === follower(word)) right += 1
}
const rss = process.resourceUsage().maxRSS * 1024
const rare = subjects.map((subject) => meetRareClass(subject, events))
const failures = [
  ...(rss < LIMIT ? [] : [`it took ${rss} bytes, more than ${LIMIT}`]),
  ...(rows === 2 * words && numbers === 2 * words * classes ? [] : [`${rows} rows of ${numbers} numbers were moved`]),
  ...(right === Math.ceil(words / 64) ? [] : [`${right} of ${Math.ceil(words / 64)} words are known`]),
  ...rare.flatMap(({ learner, failures }) => failures.map((failure) => `${learner}: ${failure}`)),
]
const report = { classes, words, rss, rowsAStep: rows / words, milliseconds, events, rare, failures }
if (json) console.log(JSON.stringify(report))
else {
  const size = `${(rss / 2 ** 30).toFixed(2)} GiB at most`
  console.log(
    `${classes} classes, ${words} words: ${size}, ${rows / words} rows and ${milliseconds.toFixed(1)} ms a step`,
  )
  console.log(`A class seen once after ${events} events costs, in each learner's own loss:`)
  for (const { learner, loss } of rare) console.log(`  ${learner.padEnd(36)} ${loss.toFixed(3)}`)
  for (const failure of failures) console.error(failure)
}
process.exitCode = failures.length === 0 ? 0 : 1
