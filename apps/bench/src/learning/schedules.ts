import type { Schedule } from '@rivulet/core'
import { constant, exponential, inverseScaling, inverseTime } from '@rivulet/optim'

/** The schedules by the names that plain SGD has with them, each a function of η₀. */
const SCHEDULES: ReadonlyMap<string, (eta0: number) => Schedule> = new Map([
  ['sgd-constant', (eta0: number) => constant(eta0)],
  ['sgd-sqrt', (eta0: number) => inverseScaling(eta0)],
  ['sgd-1/t', (eta0: number) => inverseScaling(eta0, 1)],
  ['sgd-inverse-time', (eta0: number) => inverseTime(eta0, 0.001)],
  ['sgd-exponential', (eta0: number) => exponential(eta0, 0.999)],
])

/** η₀ unless the name says another. */
const ETA0 = 0.1

/** The names, without `sgd-sqrt`, which is a contender and has the library's default. */
export const schedules: readonly string[] = [...SCHEDULES.keys()].filter((name) => name !== 'sgd-sqrt')

/** The schedule that a name asks for, `sgd-1/t` or `sgd-1/t@5` with η₀ = 5; `undefined` if it asks for none. */
export function scheduleOf(name: string): Schedule | undefined {
  const [plain, number, ...more] = name.split('@') as [string, ...string[]]
  const make = SCHEDULES.get(plain)
  if (make === undefined || more.length > 0) return undefined
  if (number === undefined) return plain === 'sgd-sqrt' ? undefined : make(ETA0)
  const eta0 = number.trim() === '' ? Number.NaN : Number(number)
  return eta0 > 0 && eta0 < Infinity ? make(eta0) : undefined
}
