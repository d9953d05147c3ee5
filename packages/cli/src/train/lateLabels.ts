import { InvalidEvent, type Label } from '@rivulet/core'
import type { Terminal } from '../command/terminal.ts'
import type { InputOptions } from '../input/inputOptions.ts'
import { recordsFor } from '../input/records.ts'
import type { AnyExample } from '../input/source.ts'
import { CommandModel } from '../model/commandModel.ts'
import type { ModelSpec } from '../model/modelSpec.ts'
import { count } from '../progress/index.ts'

/** Labels that stand in a file of their own, by the key that they share with the events. */
export class LateLabels {
  readonly #labels: ReadonlyMap<string, Label>
  readonly #key: string

  private constructor(labels: ReadonlyMap<string, Label>, key: string) {
    this.#labels = labels
    this.#key = key
  }

  /**
   * Reads the labels of a file: fields with the key and the label. Of a key that stands twice the last counts.
   *
   * @throws Error if there is no label in the file
   */
  static async read(
    file: string,
    key: string,
    spec: ModelSpec,
    input: InputOptions,
    terminal: Terminal,
  ): Promise<LateLabels> {
    // Nothing is ignored here that the events ignore: the key may be among it.
    const reader = new CommandModel({ ...spec, fields: {} })
    const ofLabels = { files: [file], format: undefined, fields: { ...input.fields, label: spec.label } }
    const { batches } = await recordsFor(reader, ofLabels, terminal, terminal.stopped(), true)
    const labels = new Map<string, Label>()
    let unusable = 0
    for await (const batch of batches) {
      for (const recorded of batch) {
        const id = 'event' in recorded ? keyOf(recorded.event.x, key) : undefined
        if (id === undefined || !('event' in recorded) || recorded.event.y === undefined) unusable++
        else labels.set(id, recorded.event.y)
      }
    }
    if (unusable > 0) terminal.complain(`rivulet: ${count(unusable)} lines of ${file} have no ${key} or no label`)
    if (labels.size === 0) throw new Error(`${file} has no line with ${key} and ${spec.label}`)
    return new LateLabels(labels, key)
  }

  /**
   * An event with its label. Its key is no feature.
   *
   * @throws InvalidEvent if there is none for it
   */
  join(event: AnyExample): AnyExample {
    const id = keyOf(event.x, this.#key)
    if (id === undefined) throw new InvalidEvent(`the key ${JSON.stringify(this.#key)} is missing`)
    const y = this.#labels.get(id)
    if (y === undefined) throw new InvalidEvent(`there is no label for ${this.#key} ${JSON.stringify(id)}`)
    const { [this.#key]: _, ...x } = event.x as Record<string, unknown>
    return { ...event, x, y }
  }
}

/** A key as both files write it: 7 and "7" are one. */
function keyOf(x: object, key: string): string | undefined {
  const value = Object.hasOwn(x, key) ? (x as Record<string, unknown>)[key] : undefined
  return value === undefined || value === null ? undefined : String(value)
}
