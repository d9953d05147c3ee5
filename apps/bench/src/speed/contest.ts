/** Runs something once, and says how many events a second it took. */
export type Turn = () => number

/**
 * The best of several turns of two contenders, one after the other: both have the machine as it is in those minutes, and the
 * best was disturbed least.
 *
 * @param rounds - turns of each, ≥ 1
 */
export function contest(
  ours: Turn,
  theirs: Turn | undefined,
  rounds = 5,
): { ours: number; theirs: number | undefined } {
  let [best, other] = [0, 0]
  for (let i = 0; i < rounds; i++) {
    best = Math.max(best, ours())
    if (theirs !== undefined) other = Math.max(other, theirs())
  }
  return { ours: best, theirs: theirs === undefined ? undefined : other }
}

/**
 * Events a second of processor time that a loop over `events` of them takes: what else the machine does costs nothing, and
 * what the engine does beside the loop, compiling and collecting, counts.
 */
export function timed(events: number, loop: () => void): number {
  const before = process.cpuUsage()
  loop()
  const { user, system } = process.cpuUsage(before)
  return (events * 1e6) / (user + system)
}
