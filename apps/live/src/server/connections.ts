import type { Server } from 'node:http'
import type { Socket } from 'node:net'

/** How many connections there may be. */
export const MOST_CONNECTIONS = 100

const REFUSAL = 'Too many connections at once; come again.\n'

/**
 * Keeps the connections of a server below a bound without shutting anybody out. When there are too many, the page that has listened longest
 * gives way; or else the oldest connection that waits for nothing. Only if all of them are at work the new one is told to come again.
 *
 * @param giveWay - lets the page go that has listened longest; says whether there was one
 */
export function boundConnections(server: Server, giveWay: () => boolean): void {
  /** How many requests each connection has that were not answered; the oldest comes first. */
  const open = new Map<Socket, number>()
  const count = (socket: Socket, more: number): void => {
    const requests = open.get(socket)
    if (requests !== undefined) open.set(socket, requests + more)
  }
  server.on('request', ({ socket }, response) => {
    count(socket, 1)
    response.once('close', () => count(socket, -1))
  })
  server.on('connection', (socket: Socket) => {
    if (open.size >= MOST_CONNECTIONS && !giveWay()) {
      const idle = [...open].find(([, requests]) => requests === 0)?.[0]
      if (idle === undefined) {
        refuse(socket)
        return
      }
      open.delete(idle)
      idle.destroy()
    }
    open.set(socket, 0)
    socket.once('close', () => open.delete(socket))
  })
}

function refuse(socket: Socket): void {
  socket.on('error', () => {})
  socket.end(
    `HTTP/1.1 503 Service Unavailable\r\nContent-Type: text/plain; charset=utf-8\r\nRetry-After: 5\r\nConnection: close\r\n` +
      `Content-Length: ${REFUSAL.length}\r\n\r\n${REFUSAL}`,
  )
}
