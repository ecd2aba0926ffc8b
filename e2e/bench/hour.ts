import { startServer } from '../support/server'
import { layBenchCounty } from './bench-county'
import { Child, processorMs, residentMb } from './child'
import type { DashboardsAnswer } from './dashboards'
import { type Figure, median, quantile, slope } from './figure'
import { ASKABLE, HeapAsker } from './heap-asker'
import type { TabletsAnswer, TabletsAsk } from './tablets'

const MINUTES = 4
const LONG_MINUTES = 60
/** Until everything is loaded, compiled and every screen was told of once. */
const WARM_UP_MS = 60_000
const EVERY_MS = 15_000
/** Each so many looks the heap is collected and measured; in the others the server is left as it is in the field. */
const HEAP_EVERY = 4
const RATE = 100
const CHECKPOINTS = 100
const DASHBOARDS = 20
const HOUR_MS = 3_600_000

interface Look {
  atMs: number
  residentMb: number
  /** After collecting; null where it was not asked. */
  heapMb: number | null
  /** Of the event loop since the look before, ms: its 99th percentile and its longest. */
  delay: { p99: number; max: number }
  /** Entries stored so far. */
  rows: number
  databaseMb: number
  /** The server's processor time since the look before, for an entry of it, microseconds. */
  cost: number
  /** Of the acknowledgements since the look before, ms. */
  ackP99: number
}

/** What an hour of a county's traffic (plain: four minutes) does to the server: what climbs, and how fast. */
export const benchHour = async (long: boolean): Promise<Figure[]> => {
  const minutes = long ? LONG_MINUTES : MINUTES
  const server = await startServer({ demo: 'off', env: ASKABLE })
  const children: { end(): void }[] = []
  try {
    const { sql, tokens, key } = await layBenchCounty(server, CHECKPOINTS, CHECKPOINTS)
    const [tablets] = await Child.start<TabletsAsk, TabletsAnswer>('tablets.ts', [server.url])
    children.push(tablets)
    await tablets.ask({ tokens })
    const args = [server.url, key, `${DASHBOARDS}`]
    const [dashboards] = await Child.start<object, DashboardsAnswer>('dashboards.ts', args)
    children.push(dashboards)
    const heap = await HeapAsker.of(server)
    children.push(heap)
    await tablets.ask({ ms: WARM_UP_MS, batch: 1, rate: RATE })
    await dashboards.ask({})

    const looks: Look[] = []
    let bytes = 0
    let rows = 0
    const began = Date.now()
    while (Date.now() < began + minutes * 60_000) {
      // What collecting and looking took is in no interval.
      await loopDelay(server.url)
      const spent = processorMs(server.pid())
      const { rate, delays } = await tablets.ask({ ms: EVERY_MS, batch: 1, rate: RATE })
      const cost = ((processorMs(server.pid()) - spent) * 1_000) / delays.length
      const delay = await loopDelay(server.url)
      const resident = residentMb(server.pid())
      const [size] = await sql<{ bytes: string }[]>`select pg_database_size(current_database()) as bytes`
      rows += delays.length
      bytes += (await dashboards.ask({})).bytes
      const look: Look = {
        atMs: Date.now() - began,
        residentMb: resident,
        heapMb: looks.length % HEAP_EVERY === 0 ? await heap.used() : null,
        delay,
        rows,
        databaseMb: Number(size?.bytes) / 1e6,
        cost,
        ackP99: quantile(delays, 0.99),
      }
      looks.push(look)
      process.stderr.write(`${JSON.stringify({ ...look, rate: Math.round(rate) })}\n`)
    }
    await sql.end()
    return describe(minutes, looks, bytes)
  } finally {
    for (const child of children) child.end()
    await server.stop()
  }
}

const describe = (minutes: number, looks: readonly Look[], bytes: number): Figure[] => {
  const [first, last] = [looks[0], looks.at(-1)]
  if (first === undefined || last === undefined) throw new Error('nothing was looked at')
  const heaps = looks.flatMap(({ atMs, heapMb }) => (heapMb === null ? [] : [{ atMs, heapMb }]))
  const perHour = (points: (readonly [number, number])[]) =>
    round(slope(points.map(([atMs, value]) => [atMs / HOUR_MS, value])))
  const resident = looks.map((look) => look.residentMb)
  const costs = looks.map(({ cost }) => cost)
  const quarter = Math.ceil(costs.length / 4)
  return [
    {
      name: `${minutes} minutes, ${RATE} entries/s over ${CHECKPOINTS} checkpoints: entries`,
      value: last.rows,
      unit: '',
    },
    { name: 'memory at first', value: Math.round(first.residentMb), unit: 'MB' },
    { name: 'memory at last', value: Math.round(last.residentMb), unit: 'MB' },
    { name: 'most memory', value: Math.round(Math.max(...resident)), unit: 'MB' },
    {
      name: 'memory, by the line through all looks',
      value: perHour(looks.map((look) => [look.atMs, look.residentMb])),
      unit: 'MB/h',
    },
    { name: 'heap after collecting, at first', value: round(heaps[0]?.heapMb ?? Number.NaN), unit: 'MB' },
    { name: 'heap after collecting, at last', value: round(heaps.at(-1)?.heapMb ?? Number.NaN), unit: 'MB' },
    {
      name: 'heap, by the line through all looks',
      value: perHour(heaps.map(({ atMs, heapMb }) => [atMs, heapMb])),
      unit: 'MB/h',
    },
    {
      name: 'event loop, 99th percentile of delay, median of looks',
      value: round(median(looks.map(({ delay }) => delay.p99))),
      unit: 'ms',
    },
    { name: 'event loop, longest delay', value: round(Math.max(...looks.map(({ delay }) => delay.max))), unit: 'ms' },
    {
      name: 'acknowledgement, 99th percentile, median of looks',
      value: round(median(looks.map(({ ackP99 }) => ackP99))),
      unit: 'ms',
    },
    {
      name: 'database, a row',
      value: Math.round(slope(looks.map((look) => [look.rows, look.databaseMb])) * 1e6),
      unit: 'bytes',
    },
    { name: 'server time an entry, first quarter', value: Math.round(median(costs.slice(0, quarter))), unit: 'us' },
    { name: 'server time an entry, last quarter', value: Math.round(median(costs.slice(-quarter))), unit: 'us' },
    { name: 'to one dashboard', value: round(bytes / DASHBOARDS / last.atMs), unit: 'kB/s' },
  ]
}

/** Of the server's event loop since it was last asked, ms. */
const loopDelay = async (url: string): Promise<{ p99: number; max: number }> => {
  const page = await (await fetch(`${url}/metrics`)).text()
  const read = (name: string) => Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(page)?.[1]) * 1_000
  return { p99: read('nodejs_eventloop_lag_p99_seconds'), max: read('nodejs_eventloop_lag_max_seconds') }
}

const round = (value: number): number => Math.round(value * 100) / 100
