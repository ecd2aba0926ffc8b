import { io, type Socket } from 'socket.io-client'
import type { Delta } from '../../server/protocol/live'
import { anEntry } from '../../server/testing/entry-builder'
import { startServer } from '../support/server'
import { BENCH_CHECKPOINT, layBenchCounty } from './bench-county'
import { Child } from './child'
import type { DashboardsAnswer } from './dashboards'
import { type Figure, median, quantile } from './figure'
import type { TabletsAnswer, TabletsAsk } from './tablets'

const TAPPING_MS = 25_000
const PAUSE_MS = 150
const WAIT_MS = 30_000
const DASHBOARDS = 200
const TABLETS = 200
/** All but the first have the load. */
const CHECKPOINTS = 10
const CAPACITY_MS = 6_000
/** Somewhat longer than it is tapped. */
const LOAD_MS = TAPPING_MS + 2_000
const SHARES = [0.1, 0.5, 0.8]

/**
 * From the tap to the changed number: an entry leaves a tablet's socket until a dashboard's socket has the delta with the
 * checkpoint's new count. With the demo's traffic beside it; then with 200 dashboards, of which the last to connect is
 * looked at, and a load of 10, 50 and 80 % of what the server takes with them.
 */
export const benchTapLatency = async (): Promise<Figure[]> => [...(await besideTheDemo()), ...(await underLoad())]

const besideTheDemo = async (): Promise<Figure[]> => {
  const server = await startServer({ demo: 'traffic' })
  try {
    const { sql, tokens, key } = await layBenchCounty(server, 1)
    const post = await openPost(server.url, tokens[0] ?? '', key)
    const figures = told("beside the demo's traffic", await tap(post))
    post.close()
    await sql.end()
    return figures
  } finally {
    await server.stop()
  }
}

const underLoad = async (): Promise<Figure[]> => {
  const server = await startServer({ demo: 'off' })
  const children: { end(): void }[] = []
  try {
    const { sql, tokens, key } = await layBenchCounty(server, TABLETS, CHECKPOINTS)
    const [tablets] = await Child.start<TabletsAsk, TabletsAnswer>('tablets.ts', [server.url])
    children.push(tablets)
    await tablets.ask({ tokens: tokens.filter((_, at) => at % CHECKPOINTS !== 0) })
    const dashboards = [server.url, key, String(DASHBOARDS)]
    const [screens] = await Child.start<object, DashboardsAnswer>('dashboards.ts', dashboards)
    children.push(screens)
    const post = await openPost(server.url, tokens[0] ?? '', key)
    await tablets.ask({ ms: CAPACITY_MS, batch: 1 })
    const { rate: capacity } = await tablets.ask({ ms: CAPACITY_MS, batch: 1 })
    const figures: Figure[] = [
      { name: `capacity with ${DASHBOARDS} dashboards`, value: Math.round(capacity), unit: 'acks/s' },
    ]
    for (const share of SHARES) {
      const load = tablets.ask({ ms: LOAD_MS, batch: 1, rate: capacity * share })
      figures.push(...told(`at ${share * 100} % of capacity, ${DASHBOARDS} dashboards`, await tap(post)))
      await load
    }
    post.close()
    await sql.end()
    return figures
  } finally {
    for (const child of children) child.end()
    await server.stop()
  }
}

/** A tablet and a dashboard that sees its checkpoint. */
interface Post {
  tablet: Socket
  screen: Socket
  /** People over all taps. */
  counted: number
  close(): void
}

const openPost = async (url: string, token: string, key: string): Promise<Post> => {
  const tablet = await connect(`${url}/tablet`, token)
  const screen = await connect(`${url}/live`, key)
  await screen.timeout(WAIT_MS).emitWithAck('subscribe', {})
  const close = () => {
    tablet.close()
    screen.close()
  }
  return { tablet, screen, counted: 0, close }
}

/** Milliseconds of each tap. */
const tap = async (post: Post): Promise<number[]> => {
  const { tablet, screen } = post
  const times: number[] = []
  const end = performance.now() + TAPPING_MS
  while (performance.now() < end) {
    const seen = whenCounted(screen, ++post.counted)
    const sent = performance.now()
    await tablet.timeout(WAIT_MS).emitWithAck('entries', [anEntry({ occurredAt: new Date().toISOString() })])
    await seen
    times.push(performance.now() - sent)
    // Not in step with the deltas: people are not.
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS + ((times.length * 37) % 100)))
  }
  return times
}

const told = (where: string, times: number[]): Figure[] => [
  { name: `tap to dashboard, ${where}: median`, value: Math.round(median(times)), unit: 'ms' },
  { name: `tap to dashboard, ${where}: 95th percentile`, value: Math.round(quantile(times, 0.95)), unit: 'ms' },
  { name: `tap to dashboard, ${where}: worst`, value: Math.round(Math.max(...times)), unit: 'ms' },
]

const connect = (url: string, token: string): Promise<Socket> =>
  new Promise((resolve, reject) => {
    const options = {
      path: '/socket.io',
      transports: ['websocket'],
      forceNew: true,
      query: { as: 'screen' },
      auth: { token, protocol: 1 },
    }
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
