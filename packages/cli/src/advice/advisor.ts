import { count, type Progress } from '../progress/index.ts'
import { DistinctFields } from './distinctFields.ts'
import { worseThanTrivial } from './worseThanTrivial.ts'

/** After so many events the fields are judged. */
const ENOUGH = 1000
/** With fewer events at the end nothing is said of them. */
const FEW = 100
/** From here on a model should be better than a trivial guess; before the end of a short run too. */
const MATURE = 10_000

/** Tells a person what they should know about their data and cannot see in the figures, each thing once. */
export class Advisor {
  readonly #say: (sentence: string) => void
  readonly #model: string
  #fields: DistinctFields | undefined = new DistinctFields()
  #seen = 0
  #compared = false

  /**
   * @param model - the name of the model
   * @param say - is told a sentence
   */
  constructor(model: string, say: (sentence: string) => void) {
    this.#model = model
    this.#say = say
  }

  /** Looks at an event of this run that was learned. */
  event(fields: object): void {
    if (this.#fields === undefined) return
    this.#fields.see(fields)
    if (++this.#seen === ENOUGH) this.#judgeFields()
  }

  /** Looks at the scores of a row, or those of the end. */
  scores(progress: Progress, atEnd: boolean): void {
    if (atEnd && this.#seen >= FEW) this.#judgeFields()
    if (this.#compared || !(atEnd || progress.events >= MATURE)) return
    const worse = worseThanTrivial(progress, this.#model)
    if (worse === undefined) return
    this.#compared = true
    this.#say(worse)
  }

  #judgeFields(): void {
    for (const { field, distinct, events } of this.#fields?.found() ?? []) {
      this.#say(
        `the field ${JSON.stringify(field)} is different in nearly every event (${count(distinct)} of ${count(events)}): ` +
          'nothing can be learned from it, and each value takes memory; leave it out',
      )
    }
    this.#fields = undefined
  }
}
