import { startServer } from '../support/server'
import { layBenchCounty } from './bench-county'
import { Child, processorMs, residentMb } from './child'
import type { DashboardsAnswer } from './dashboards'
import { type Figure, median, quantile, spread } from './figure'
import { makePlainTables, PLAIN_CONNECTIONS, writeBatches, writeSmallRows, writeWholeRows } from './plain-rows'
import type { TabletsAnswer, TabletsAsk } from './tablets'

const ROUNDS = 3
const ROUND_MS = 4_000
const WARM_UP_MS = 2_000
const DASHBOARDS = 200
const QUIET_WRITES = 20
/** Longer than any delta is held back. */
const QUIET_MS = 400

type Tablets = Child<TabletsAsk, TabletsAnswer>
type Dashboards = Child<object, DashboardsAnswer>

/** The server, or the practical limit, with its load. */
interface Side {
  url: string
  pid: number | undefined
  /** 50 tablets, and 150 more. */
  few: Tablets
  many: Tablets
}

const CASES = [
  { name: '50 writers of one', tablets: 'few', batch: 1 },
  { name: '200 writers of one', tablets: 'many', batch: 1 },
  { name: '200 writers of twenty', tablets: 'many', batch: 20 },
] as const

/**
 * Acknowledged entries a second through the real sockets, in ratios to what this machine can do at all: one row a
 * commit, rows in plain batches, sockets without a database (`echo.ts`), and the practical limit (`limit.ts`). Rounds by turns, so that a machine that slows
 * down slows all; load, limit and server are processes of their own.
 */
export const benchIngest = async (): Promise<Figure[]> => {
  const server = await startServer({ demo: 'off' })
  const children: { end(): void }[] = []
  const start = async <Ask, Answer>(script: string, args: string[]) => {
    const started = await Child.start<Ask, Answer>(script, args)
    children.push(started[0])
    return started
  }
  try {
    const { sql, databaseUrl, tokens, key } = await layBenchCounty(server, 250)
    await makePlainTables(sql)
    const [limitChild, { url: limitUrl }] = await start<object, { url: string }>('limit.ts', [databaseUrl])
    const sideOf = async (url: string, pid: number | undefined): Promise<Side> => {
      const [few] = await start<TabletsAsk, TabletsAnswer>('tablets.ts', [url])
      const [many] = await start<TabletsAsk, TabletsAnswer>('tablets.ts', [url])
      await few.ask({ tokens: tokens.slice(0, 50) })
      await many.ask({ tokens: tokens.slice(50) })
      return { url, pid, few, many }
    }
    const [echoChild, { url: echoUrl }] = await start<object, { url: string }>('echo.ts', [])
    const ours = await sideOf(server.url, server.pid())
    const limit = await sideOf(limitUrl, limitChild.pid)
    const echo = await sideOf(echoUrl, echoChild.pid)
    const figures: Figure[] = []

    const rates = new Rates()
    for (const side of [ours, limit, echo]) await side.many.ask({ ms: WARM_UP_MS, batch: 1 })
    for (let round = 0; round < ROUNDS; round++) {
      rates.add('small', await writeSmallRows(sql, ROUND_MS))
      rates.add('whole', await writeWholeRows(sql, ROUND_MS))
      rates.add('batches', await writeBatches(sql, ROUND_MS))
      for (const one of CASES) {
        await runCase(rates, `echo ${one.name}`, echo, one)
        await runCase(rates, `limit ${one.name}`, limit, one)
        await runCase(rates, one.name, ours, one)
      }
    }
    figures.push(
      figure(`a row of seven columns a commit, ${PLAIN_CONNECTIONS} connections`, rates.of('small'), 'rows/s'),
      figure(`one entry's row a commit, ${PLAIN_CONNECTIONS} connections`, rates.of('whole'), 'rows/s'),
      figure('whole rows in plain batches of 500', rates.of('batches'), 'rows/s'),
    )
    for (const { name } of CASES) {
      figures.push(
        figure(`echo, ${name}`, rates.of(`echo ${name}`), 'acks/s'),
        figure(`limit, ${name}`, rates.of(`limit ${name}`), 'acks/s'),
        figure(name, rates.of(name), 'acks/s'),
        ratio(`${name}: to the echo`, rates.pairs(name, `echo ${name}`)),
        ratio(`${name}: to the limit`, rates.pairs(name, `limit ${name}`)),
        figure(`${name}: server time an entry`, rates.of(`${name} cpu`), 'us'),
        ratio(`${name}: server time, to the limit`, rates.pairs(`${name} cpu`, `limit ${name} cpu`)),
        figure(`${name}: acknowledgement, 99th percentile`, rates.of(`${name} p99`), 'ms'),
      )
    }
    figures.push(
      ratio('50 writers of one: to a row of seven columns a commit', rates.pairs('50 writers of one', 'small')),
      ratio("50 writers of one: to one entry's row a commit", rates.pairs('50 writers of one', 'whole')),
      ratio('200 writers of twenty: to plain batches', rates.pairs('200 writers of twenty', 'batches')),
    )

    const half = median(rates.of('200 writers of one')) / 2
    for (let round = 0; round < ROUNDS; round++) {
      for (const [name, side] of [['limit half', limit] as const, ['half', ours] as const]) {
        const { rate, delays } = await side.many.ask({ ms: ROUND_MS * 2, batch: 1, rate: half })
        rates.add(name, rate)
        rates.add(`${name} median`, median(delays))
        rates.add(`${name} p99`, quantile(delays, 0.99))
      }
    }
    figures.push(
      figure('at half load', rates.of('half'), 'acks/s'),
      figure('at half load: acknowledgement, median', rates.of('half median'), 'ms'),
      figure('at half load: acknowledgement, 99th percentile', rates.of('half p99'), 'ms'),
      figure('limit at as many: acknowledgement, 99th percentile', rates.of('limit half p99'), 'ms'),
      ratio('at half load: 99th percentile, to the limit at as many', rates.pairs('half p99', 'limit half p99')),
    )

    figures.push(...(await withDashboards(ours, limit, key, start)))
    figures.push(figure('memory of the server after all of it', [residentMb(ours.pid)], 'MB'))
    await sql.end()
    for (const child of children) child.end()
    await server.kill()
    const began = performance.now()
    await server.start()
    figures.push(figure('ready again after it was killed', [(performance.now() - began) / 1000], 's'))
    return figures
  } finally {
    for (const child of children) child.end()
    await server.stop()
  }
}

/** 200 dashboards on either side: what they take off, what reaches them, and how soon a quiet write does. */
const withDashboards = async (
  ours: Side,
  limit: Side,
  key: string,
  start: <Ask, Answer>(script: string, args: string[]) => Promise<[Child<Ask, Answer>, Answer]>,
): Promise<Figure[]> => {
  const rates = new Rates()
  const one = CASES[1]
  for (let round = 0; round < ROUNDS; round++) await runCase(rates, 'alone', ours, one)
  const args = [key, String(DASHBOARDS)]
  const [onOurs] = await start<object, DashboardsAnswer>('dashboards.ts', [ours.url, ...args])
  const [onLimit] = await start<object, DashboardsAnswer>('dashboards.ts', [limit.url, ...args])
  for (let round = 0; round < ROUNDS; round++) {
    await runCase(rates, 'limit watched', limit, one)
    await onOurs.ask({})
    const began = performance.now()
    await runCase(rates, 'watched', ours, one)
    const { bytes } = await onOurs.ask({})
    rates.add('bytes', bytes / DASHBOARDS / ((performance.now() - began) / 1000) / 1000)
  }
  await onOurs.ask({})
  const began = performance.now()
  await ours.many.ask({ ms: ROUND_MS, batch: 1, rate: 100 })
  const { bytes } = await onOurs.ask({})
  const slow = bytes / DASHBOARDS / ((performance.now() - began) / 1000) / 1000
  const quiet = await quietWrites(ours, onOurs)
  const bare = await quietWrites(limit, onLimit)
  return [
    figure(`limit with ${DASHBOARDS} dashboards`, rates.of('limit watched'), 'acks/s'),
    figure(`with ${DASHBOARDS} dashboards`, rates.of('watched'), 'acks/s'),
    ratio(`with ${DASHBOARDS} dashboards: to the limit with as many`, rates.pairs('watched', 'limit watched')),
    ratio(`with ${DASHBOARDS} dashboards: to none`, rates.pairs('watched', 'alone')),
    figure('to one dashboard at full load', rates.of('bytes'), 'kB/s'),
    figure('to one dashboard at 100 entries/s', [slow], 'kB/s'),
    figure(`a quiet write on ${DASHBOARDS} screens`, quiet, 'ms'),
    figure(`a bare fan-out to ${DASHBOARDS} screens`, bare, 'ms'),
    { name: 'a quiet write, to a bare fan-out', value: round(median(quiet) / median(bare)), unit: '' },
  ]
}

/** From one entry's send until the last of the dashboards has it, ms, each after a quiet spell. */
const quietWrites = async (side: Side, dashboards: Dashboards): Promise<number[]> => {
  const times: number[] = []
  for (let write = 0; write < QUIET_WRITES * 2 && times.length < QUIET_WRITES; write++) {
    await new Promise((resolve) => setTimeout(resolve, QUIET_MS))
    await dashboards.ask({})
    const sentAt = performance.timeOrigin + performance.now()
    // One batch in a second, which is due at once.
    await side.few.ask({ ms: 1, batch: 1, rate: 1_000 })
    await new Promise((resolve) => setTimeout(resolve, QUIET_MS))
    const { deltas, lastAt } = await dashboards.ask({})
    // One delta a dashboard is this write; more, and the clock has changed something too.
    if (deltas === DASHBOARDS) times.push(lastAt - sentAt)
  }
  return times
}

const runCase = async (rates: Rates, name: string, side: Side, { tablets, batch }: (typeof CASES)[number]) => {
  const before = processorMs(side.pid)
  const { rate, delays } = await side[tablets].ask({ ms: ROUND_MS, batch })
  const spent = processorMs(side.pid) - before
  rates.add(name, rate)
  rates.add(`${name} cpu`, (spent * 1000) / (rate * (ROUND_MS / 1000)))
  rates.add(`${name} p99`, quantile(delays, 0.99))
}

/** What the rounds measured, by name, in their order. */
class Rates {
  readonly #values = new Map<string, number[]>()

  add(name: string, value: number): void {
    const known = this.#values.get(name)
    if (known === undefined) this.#values.set(name, [value])
    else known.push(value)
  }

  of(name: string): number[] {
    return this.#values.get(name) ?? []
  }

  /** Ratios of two names, round by round. */
  pairs(name: string, to: string): number[] {
    const others = this.of(to)
    return this.of(name).map((value, index) => value / (others[index] ?? Number.NaN))
  }
}

const round = (value: number) => Math.round(value * 100) / 100

const figure = (name: string, values: number[], unit: string): Figure => {
  const exact = median(values)
  const value = exact >= 100 ? Math.round(exact) : round(exact)
  return values.length < 2 ? { name, value, unit } : { name, value, unit, spread: spread(values) }
}

const ratio = (name: string, values: number[]): Figure => figure(name, values, '')
