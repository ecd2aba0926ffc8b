/**
 * A TCP proxy that behaves like a bad network. It stands between a client and a server and can
 * - `cut`: reset every connection and refuse new ones, as a pulled cable with a router that says so;
 * - `stall`: let nothing through in either direction while both ends believe that they are connected (a tunnel, a dead
 *   cell); what was sent meanwhile arrives after `heal`, as TCP would repeat it;
 * - `muffle`: let what clients send through and hold back every answer, so that what they asked for happens and they
 *   never hear of it;
 * - `abandonUpstream`: drop the clients without telling the server, which is left with half-open connections;
 * - `delay`: hold back each piece by a time, in order.
 */
import { connect, createServer, type Socket } from 'node:net'

export type CuttableProxy = {
  /** On 127.0.0.1. */
  readonly port: number
  readonly stats: Readonly<ProxyStats>
  cut(): void
  stall(): void
  muffle(): void
  abandonUpstream(): void
  /** Milliseconds, in each direction; 0 ends it. */
  delay(ms: number): void
  /** Ends cut, stall and muffle; the delay stays. */
  heal(): void
  stop(): Promise<void>
}

type ProxyStats = {
  /** Connections that clients opened, those refused while cut included. */
  accepted: number
  refused: number
  /** Connections that were left half-open towards the server. */
  abandoned: number
  open: number
  /** Bytes from client to server, and from server to client. */
  bytesUp: number
  bytesDown: number
  /** Pieces that are held back by the delay now. */
  held: number
}

type Pair = { client: Socket; upstream: Socket }

/** @param target where connections lead: the server's port, on 127.0.0.1 unless `host` is given. */
export async function startCuttableProxy(target: { port: number; host?: string }): Promise<CuttableProxy> {
  const stats: ProxyStats = { accepted: 0, refused: 0, abandoned: 0, open: 0, bytesUp: 0, bytesDown: 0, held: 0 }
  const pairs = new Set<Pair>()
  const abandoned = new Set<Socket>()
  let mode: 'forward' | 'cut' | 'stalled' | 'muffled' = 'forward'
  let delayMs = 0

  const server = createServer({ allowHalfOpen: true }, (client) => {
    stats.accepted++
    client.on('error', () => client.destroy())
    if (mode === 'cut') {
      stats.refused++
      client.resetAndDestroy()
      return
    }
    const upstream = connect({ port: target.port, host: target.host ?? '127.0.0.1', allowHalfOpen: true })
    upstream.on('error', () => upstream.destroy())
    const pair = { client, upstream }
    pairs.add(pair)
    stats.open = pairs.size
    for (const socket of [client, upstream]) socket.setNoDelay(true)
    pump(client, upstream, 'up', (bytes) => {
      stats.bytesUp += bytes
    })
    pump(upstream, client, 'down', (bytes) => {
      stats.bytesDown += bytes
    })
    const closed = () => {
      if (!pairs.delete(pair)) return
      stats.open = pairs.size
      client.destroy()
      upstream.destroy()
    }
    client.once('close', closed)
    upstream.once('close', closed)
    if (mode === 'stalled') hold(pair)
    if (mode === 'muffled') upstream.pause()
  })

  /** Passes on data and the end of it, each after the delay of the moment; a slow reader slows its writer. */
  function pump(from: Socket, to: Socket, direction: 'up' | 'down', count: (bytes: number) => void): void {
    // In order always: a piece goes only when all before it have gone, also where the delay was shortened meanwhile.
    const queue: Array<{ dueAt: number; act: () => void }> = []
    const drain = () => {
      for (let next = queue[0]; next !== undefined; next = queue[0]) {
        const wait = next.dueAt - performance.now()
        if (wait > 0) {
          setTimeout(drain, wait)
          return
        }
        queue.shift()
        stats.held--
        next.act()
      }
    }
    const later = (act: () => void) => {
      queue.push({ dueAt: performance.now() + delayMs, act })
      stats.held++
      if (queue.length === 1) drain()
    }
    from.on('data', (chunk: Buffer) => {
      later(() => {
        if (to.destroyed) return
        count(chunk.length)
        if (!to.write(chunk)) {
          from.pause()
          to.once('drain', () => {
            if (mode === 'forward' || (mode === 'muffled' && direction === 'up')) from.resume()
          })
        }
      })
    })
    from.on('end', () => later(() => to.end()))
  }

  function hold({ client, upstream }: Pair): void {
    client.pause()
    upstream.pause()
  }

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', resolve)
  })
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the proxy has no port')

  return {
    port: address.port,
    stats,
    cut() {
      mode = 'cut'
      for (const { client, upstream } of pairs) {
        client.resetAndDestroy()
        upstream.resetAndDestroy()
      }
    },
    stall() {
      mode = 'stalled'
      for (const pair of pairs) hold(pair)
    },
    muffle() {
      mode = 'muffled'
      for (const { upstream } of pairs) upstream.pause()
    },
    abandonUpstream() {
      for (const pair of pairs) {
        pairs.delete(pair)
        abandoned.add(pair.upstream)
        stats.abandoned++
        pair.upstream.pause()
        pair.upstream.once('close', () => abandoned.delete(pair.upstream))
        pair.client.resetAndDestroy()
      }
      stats.open = pairs.size
    },
    delay(ms) {
      delayMs = ms
    },
    heal() {
      mode = 'forward'
      for (const { client, upstream } of pairs) {
        client.resume()
        upstream.resume()
      }
    },
    async stop() {
      for (const { client, upstream } of pairs) {
        client.destroy()
        upstream.destroy()
      }
      for (const upstream of abandoned) upstream.destroy()
      await new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}
