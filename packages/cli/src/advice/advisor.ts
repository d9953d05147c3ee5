import type { Label } from '@rivulet/core'
import { count, type Progress } from '../progress/index.ts'
import { Amounts } from './amounts.ts'
import { DistinctFields } from './distinctFields.ts'
import { MissingWords } from './missingWords.ts'
import { worseThanTrivial } from './worseThanTrivial.ts'

/** After so many events the data are judged. */
const ENOUGH = 1000
/** With fewer events at the end nothing is said of them. */
const FEW = 100
/** From here on a model should be better than a trivial guess; before the end of a short run too. */
const MATURE = 10_000

/** Tells a person what they should know about their data and cannot see in the figures, each thing once. */
export class Advisor {
  readonly #say: (sentence: string) => void
  readonly #model: string
  readonly #fields: DistinctFields = new DistinctFields()
  readonly #words: MissingWords = new MissingWords()
  readonly #amounts: Amounts = new Amounts()
  #seen = 0
  #judged = false
  #compared = false

  /**
   * @param model - the name of the model
   * @param say - is told a sentence
   */
  constructor(model: string, say: (sentence: string) => void) {
    this.#model = model
    this.#say = say
  }

  /** Looks at an event of this run that was learned: its features and its label. */
  event(x: object, y: Label | undefined): void {
    if (this.#judged) return
    this.#fields.see(x)
    this.#words.see(x)
    if (y !== undefined) this.#amounts.see(y)
    if (++this.#seen === ENOUGH) this.#judge()
  }

  /** Looks at the scores of a row, or those of the end. */
  scores(progress: Progress, atEnd: boolean): void {
    if (atEnd && this.#seen >= FEW) this.#judge()
    if (this.#compared || !(atEnd || progress.events >= MATURE)) return
    const worse = worseThanTrivial(progress, this.#model)
    if (worse === undefined) return
    this.#compared = true
    this.#say(worse)
  }

  #judge(): void {
    if (this.#judged) return
    this.#judged = true
    for (const { field, distinct, events } of this.#fields.found()) {
      this.#say(
        `the field ${JSON.stringify(field)} is different in nearly every event (${count(distinct)} of ${count(events)}): ` +
          `nothing can be learned from it, and each value takes memory; --ignore ${field} leaves it out`,
      )
    }
    const missing = this.#words.found()
    if (missing !== undefined) {
      this.#say(
        `${count(missing.count)} cells say ${missing.words.join(', ')}, which is read as a text: ` +
          `--missing ${missing.words.join(',')} if it stands for nothing`,
      )
    }
    const amounts = this.#amounts.found()
    if (amounts !== undefined) {
      this.#say(
        `the labels look like amounts (${count(amounts.distinct)} different numbers among ${count(amounts.labels)}): ` +
          'each number is learned as a class of its own. Rivulet predicts classes: make classes of the amounts, as low and high',
      )
    }
  }
}
