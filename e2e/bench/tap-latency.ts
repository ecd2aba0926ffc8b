import { io, type Socket } from 'socket.io-client'
import type { Delta } from '../../server/protocol/live'
import { anEntry } from '../../server/testing/entry-builder'
import { startServer } from '../support/server'
import { BENCH_CHECKPOINT, layBenchCounty } from './bench-county'
import { type Figure, median, quantile } from './figure'

const TAPS = 100
const PAUSE_MS = 150
const WAIT_MS = 5_000

/**
 * From the tap to the changed number: an entry leaves a tablet's socket until a dashboard's socket has the delta with the
 * checkpoint's new count, with the demo's traffic running beside it.
 */
export const benchTapLatency = async (): Promise<Figure[]> => {
  const server = await startServer({ demo: 'traffic' })
  try {
    const { sql, tokens, key } = await layBenchCounty(server, 1)
    const tablet = await connect(`${server.url}/tablet`, tokens[0] ?? '')
    const screen = await connect(`${server.url}/live`, key)
    await screen.timeout(WAIT_MS).emitWithAck('subscribe', {})
    const times: number[] = []
    for (let tap = 1; tap <= TAPS; tap++) {
      const seen = whenCounted(screen, tap)
      const sent = performance.now()
      await tablet.timeout(WAIT_MS).emitWithAck('entries', [anEntry({ occurredAt: new Date().toISOString() })])
      await seen
      times.push(performance.now() - sent)
      // Not in step with the deltas: people are not.
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS + ((tap * 37) % 100)))
    }
    tablet.close()
    screen.close()
    await sql.end()
    return [
      { name: 'tap to dashboard, median', value: Math.round(median(times)), unit: 'ms' },
      { name: `tap to dashboard, 99th of ${TAPS}`, value: Math.round(quantile(times, 0.98)), unit: 'ms' },
      { name: 'tap to dashboard, worst', value: Math.round(Math.max(...times)), unit: 'ms' },
    ]
  } finally {
    await server.stop()
  }
}

const connect = (url: string, token: string): Promise<Socket> =>
  new Promise((resolve, reject) => {
    const options = { path: '/socket.io', transports: ['websocket'], forceNew: true, auth: { token, protocol: 1 } }
    const socket = io(url, options)
    socket.once('connect', () => resolve(socket))
    socket.once('connect_error', reject)
  })

const whenCounted = (screen: Socket, people: number): Promise<void> =>
  new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('a tap was never counted')), WAIT_MS)
    const look = (delta: Delta) => {
      for (const change of delta.checkpoints ?? []) {
        if (change.code !== BENCH_CHECKPOINT || !('today' in change) || change.today.people < people) continue
        clearTimeout(timer)
        screen.off('delta', look)
        resolve()
        return
      }
    }
    screen.on('delta', look)
  })
