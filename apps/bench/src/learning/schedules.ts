import type { Schedule } from '@rivulet/core'
import { bottou, constant, exponential, inverseScaling, inverseTime, pegasos, stepDecay, warmUp } from '@rivulet/optim'

/** How plain SGD is set: its schedule, and the L2 penalty if there is one. */
export interface Setting {
  readonly eta: Schedule
  readonly l2?: number
}

/** η₀ unless the name says another. */
const ETA0 = 0.1

/** α and λ unless the name says another: scikit-learn's default. */
const STRENGTH = 1e-4

/** A schedule of the number that its name ends in, and that number where the name has none. */
type Make = readonly [setting: (number: number) => Setting, otherwise: number]

/** The settings by the names that plain SGD has with them: functions of η₀, or of the strength of a penalty. */
const SETTINGS: ReadonlyMap<string, Make> = new Map([
  ['sgd-constant', from((eta0) => constant(eta0))],
  ['sgd-sqrt', from((eta0) => inverseScaling(eta0))],
  ['sgd-1/t', from((eta0) => inverseScaling(eta0, 1))],
  ['sgd-inverse-time', from((eta0) => inverseTime(eta0, 0.001))],
  ['sgd-exponential', from((eta0) => exponential(eta0, 0.999))],
  ['sgd-step', from((eta0) => stepDecay(eta0, 0.5, 1000))],
  ['sgd-warm-up', from((eta0) => warmUp(100, inverseScaling(eta0)))],
  ['sgd-bottou', [(alpha) => ({ eta: bottou(alpha) }), STRENGTH]],
  ['sgd-bottou-l2', [(alpha) => ({ eta: bottou(alpha), l2: alpha }), STRENGTH]],
  ['sgd-pegasos', [(lambda) => ({ eta: pegasos(lambda), l2: lambda }), STRENGTH]],
])

/** The names, without `sgd-sqrt`, which is a contender and has the library's default. */
export const schedules: readonly string[] = [...SETTINGS.keys()].filter((name) => name !== 'sgd-sqrt')

/** The setting that a name asks for, `sgd-1/t` or `sgd-1/t@5` with η₀ = 5; `undefined` if it asks for none. */
export function settingOf(name: string): Setting | undefined {
  const [plain, text, ...more] = name.split('@') as [string, ...string[]]
  const found = SETTINGS.get(plain)
  if (found === undefined || more.length > 0) return undefined
  const [make, otherwise] = found
  if (text === undefined) return plain === 'sgd-sqrt' ? undefined : make(otherwise)
  const number = text.trim() === '' ? Number.NaN : Number(text)
  return number > 0 && number < Infinity ? make(number) : undefined
}

function from(schedule: (eta0: number) => Schedule): Make {
  return [(eta0) => ({ eta: schedule(eta0) }), ETA0]
}
