import { defer, finalize, type Observable } from 'rxjs'

/** The sources that each thing with state is fed from at the moment. */
const feeding = new WeakMap<object, WeakSet<object>>()

/**
 * Lets one subscription at a time feed a model, a metric or a table from a source. A second one would show it each event twice, and what
 * the second subscriber sees would be predicted after it was learned.
 *
 * @param operator - its name, for the error
 * @param owner - what is fed
 * @param source - what it is fed from
 * @param stream - what is subscribed to
 */
export function exclusive<T>(
  operator: string,
  owner: object,
  source: Observable<unknown>,
  stream: () => Observable<T>,
): Observable<T> {
  return defer(() => {
    const sources = feeding.get(owner) ?? new WeakSet()
    feeding.set(owner, sources)
    if (sources.has(source)) {
      throw new Error(
        `${operator} should have one subscription at a time, for each shows every event to what it holds: put share() behind it`,
      )
    }
    sources.add(source)
    return stream().pipe(finalize(() => sources.delete(source)))
  })
}
