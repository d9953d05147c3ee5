import type { Command, Hello, Tick } from '../src/messages.ts'
import { RUN } from './context.ts'

/** What the page does with the feed. */
export interface FeedListener {
  hello(hello: Hello): void
  tick(tick: Tick): void
  /** The connection is there, or is gone and tried again. */
  connected(connected: boolean): void
}

/** After so many milliseconds without a connection, and without the browser trying again by itself, we do. */
const RETRY = 2000

/** Listens to the server's events. A dropped connection is opened again, also where the browser gives up. */
export function listen(listener: FeedListener): void {
  const source = new EventSource(`events${RUN}`)
  source.addEventListener('hello', (event) => {
    listener.connected(true)
    listener.hello(JSON.parse(event.data) as Hello)
  })
  source.addEventListener('tick', (event) => listener.tick(JSON.parse(event.data) as Tick))
  source.addEventListener('error', () => {
    listener.connected(false)
    if (source.readyState !== EventSource.CLOSED) return
    setTimeout(() => listen(listener), RETRY)
  })
}

/** Asks the server for something, and says whether it was done; a server that is not there is shown by the feed. */
export async function send(command: Command): Promise<boolean> {
  const response = await fetch(`command${RUN}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(command),
  }).catch(() => undefined)
  return response?.ok ?? false
}
