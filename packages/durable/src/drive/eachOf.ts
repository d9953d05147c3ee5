/**
 * Calls a function for each thing that an iterable gives, until it is stopped; what the iterable throws is reported.
 */
export function eachOf(
  things: AsyncIterable<unknown>,
  onProblem: (error: Error) => void,
  call: () => void,
): { stop(): void } {
  const iterator = things[Symbol.asyncIterator]()
  let stopped = false
  const run = async (): Promise<void> => {
    for (let next = await iterator.next(); next.done !== true && !stopped; next = await iterator.next()) call()
  }
  run().catch(onProblem)
  return {
    stop() {
      stopped = true
      // Nobody waits for it: a timer may let go only when it rings.
      Promise.resolve(iterator.return?.()).catch(onProblem)
    },
  }
}
