import { randomBytes, randomUUID } from 'node:crypto'
import { statfs } from 'node:fs/promises'
import type { Sql } from 'postgres'
import { inScope } from '../../db/access/in-scope'
import { connectDatabase, type Database } from '../../db/client'
import { findEntries } from '../../db/stores/entry-reader'
import { hashToken } from '../../server/devices/device-directory'
import { DAY_MS } from '../../server/domain/instant'
import { type KakouServer, startServer } from '../support/server'
import { type BenchCounty, layBenchCounty } from './bench-county'
import { Child, databaseMs, processorMs } from './child'
import { type Figure, median, spread, tell } from './figure'
import { layEntries, layPlates } from './laid-entries'
import type { TabletsAnswer, TabletsAsk } from './tablets'

const LEVELS = [1_000_000]
const LONG_LEVELS = [1_000_000, 5_000_000, 20_000_000]
/** Of an entry with its indexes, and of the log while it is laid. */
const BYTES_AN_ENTRY = 1_600
const PLATES = 200_000
const CHECKPOINTS = 100
const ROUNDS = 5
const ROUND_MS = 4_000
const CALLS = 15
/** Until a backend that rests has handed in what it counted. */
const STATISTICS_MS = 12_000

/** What an entry and the main questions cost as entries grow: one million, with `long` five and, where the disk has room, twenty. */
export const benchStored = async (long: boolean): Promise<Figure[]> => {
  const server = await startServer({ demo: 'off' })
  const children: { end(): void }[] = []
  try {
    const county = await layBenchCounty(server, CHECKPOINTS, CHECKPOINTS)
    const { sql, databaseUrl } = county
    const database = await connectDatabase({ kind: 'url', url: databaseUrl }, { application: 'bench' })
    const ids = await sql<{ id: number }[]>`select id from checkpoints order by id`
    const checkpoints = ids.map(({ id }) => id)
    await layPlates(sql, PLATES)

    const figures: Figure[] = []
    let laid = 0
    for (const level of long ? LONG_LEVELS : LEVELS) {
      const { bavail, bsize } = await statfs(server.dataDir)
      if (bavail * bsize < (level - laid) * BYTES_AN_ENTRY) {
        process.stderr.write(`there is no room for ${level} entries\n`)
        break
      }
      const began = performance.now()
      await layEntries(sql, { from: laid + 1, to: level, plates: PLATES, checkpoints })
      laid = level
      process.stderr.write(`${level} entries are laid after ${Math.round((performance.now() - began) / 1_000)} s\n`)
      const name = `${level / 1_000_000} million stored`
      const coldStart = await startCold(server)
      const [tablets] = await Child.start<TabletsAsk, TabletsAnswer>('tablets.ts', [server.url])
      children.push(tablets)
      await tablets.ask({ tokens: county.tokens })
      await tablets.ask({ ms: ROUND_MS, batch: 1 })
      const found = [
        coldStart,
        ...(await costOfEntry(server, sql, tablets)),
        ...(await questions(server, county)),
        ...(await costOfScope(database, checkpoints)),
        await sizeOf(sql),
      ]
      tablets.end()
      figures.push(...tell(found.map((one) => ({ ...one, name: `${name}: ${one.name}` }))))
    }
    await database.end()
    await sql.end()
    return figures
  } finally {
    for (const child of children) child.end()
    await server.stop()
  }
}

/** Written as fast as it is taken, one entry a message. */
const costOfEntry = async (
  server: KakouServer,
  sql: Sql,
  tablets: Child<TabletsAsk, TabletsAnswer>,
): Promise<Figure[]> => {
  const rates: number[] = []
  const ours: number[] = []
  const theirs: number[] = []
  const before = await counterUpdates(sql)
  for (let round = 0; round < ROUNDS; round++) {
    const [server0, database0] = [processorMs(server.pid()), databaseMs(server.dataDir)]
    const { rate, delays } = await tablets.ask({ ms: ROUND_MS, batch: 1 })
    rates.push(rate)
    ours.push(((processorMs(server.pid()) - server0) * 1_000) / delays.length)
    theirs.push(((databaseMs(server.dataDir) - database0) * 1_000) / delays.length)
  }
  const after = await counterUpdates(sql)
  return [
    figure('acknowledged', rates, 'acks/s'),
    figure('server time an entry', ours, 'us'),
    figure("database's time an entry", theirs, 'us'),
    {
      name: 'updates of counters that touch no index (HOT)',
      value: round(((after.hot - before.hot) / (after.all - before.all)) * 100),
      unit: '%',
    },
  ]
}

const counterUpdates = async (sql: Sql): Promise<{ all: number; hot: number }> => {
  await new Promise((resolve) => setTimeout(resolve, STATISTICS_MS))
  const [found] = await sql<{ all: string; hot: string }[]>`
    select n_tup_upd as all, n_tup_hot_upd as hot from pg_stat_user_tables where relname = 'counters'`
  return { all: Number(found?.all), hot: Number(found?.hot) }
}

/** Of the pages that people ask for: how long each takes, and how many of the weeks it looks at. */
const questions = async (server: KakouServer, { sql }: BenchCounty): Promise<Figure[]> => {
  const day = (ago: number) => new Date(Date.now() - ago * DAY_MS).toISOString()
  const plates = await sql<{ plate: string }[]>`
    select plate from plates where length(plate) = 7 order by md5(plate) limit ${CALLS}`
  const plateOf = (call: number) => plates[call % plates.length]?.plate ?? ''
  const search = (body: object) => ['POST', '/entries/search', { ...body, reason: 'bench' }] as const
  const asked = {
    'newest entries': () => ['GET', '/entries', null] as const,
    'entries of a day ten days ago': () => ['GET', `/entries?from=${day(11)}&to=${day(10)}`, null] as const,
    'counts of today by checkpoint': () => ['GET', `/counts?from=${day(1)}&to=${day(0)}&by=checkpoint`, null] as const,
    'search for a plate': (call: number) => search({ plate: plateOf(call) }),
    'search for the last three of a plate': (call: number) => search({ plate: `*${plateOf(call).slice(-3)}` }),
  }
  const figures: Figure[] = []
  for (const [name, question] of Object.entries(asked)) {
    const before = await touchedWeeks(sql)
    const times: number[] = []
    for (let call = 0; call < CALLS; call++) {
      const [method, path, body] = question(call)
      // A key of its own, so that the limit of searches is not what is measured.
      const headers = { Authorization: `Bearer ${await layKey(sql)}`, 'Content-Type': 'application/json' }
      const began = performance.now()
      const answer = await fetch(`${server.url}/api/v1${path}`, {
        method,
        headers,
        body: body === null ? null : JSON.stringify(body),
      })
      await answer.arrayBuffer()
      if (!answer.ok) throw new Error(`${name} was answered ${answer.status}`)
      times.push(performance.now() - began)
    }
    const after = await touchedWeeks(sql)
    // Each call looks once at least; what the server asks for itself meanwhile is less.
    const touched = [...after].filter(([week, scans]) => scans - (before.get(week) ?? 0) >= CALLS).length
    figures.push(figure(name, times, 'ms'), {
      name: `${name}: partitions looked at, of ${after.size}`,
      value: touched,
      unit: '',
    })
  }
  return figures
}

const layKey = async (sql: Sql): Promise<string> => {
  const key = `kk_${randomBytes(32).toString('base64url')}`
  await sql`
    insert into api_keys (id, key_hash, role, jurisdiction_id, name, created_at)
    select ${randomUUID()}, ${hashToken(key)}, 'command', id, 'bench', now() from jurisdictions where parent_id is null`
  return key
}

/** Scans of each partition of the entries, of indexes and whole. */
const touchedWeeks = async (sql: Sql): Promise<Map<string, number>> => {
  await new Promise((resolve) => setTimeout(resolve, STATISTICS_MS))
  const rows = await sql<{ name: string; scans: string }[]>`
    select relname as name, seq_scan + coalesce(idx_scan, 0) as scans from pg_stat_user_tables
    where relname ~ '^entries_'`
  return new Map(rows.map(({ name, scans }) => [name, Number(scans)]))
}

/** The same page read by turns as the server itself, and held to a scope by the database (row-level security). */
const costOfScope = async (database: Database, checkpointIds: readonly number[]): Promise<Figure[]> => {
  const page: Parameters<typeof findEntries>[1] = {
    checkpointIds,
    source: null,
    from: null,
    to: null,
    after: null,
    limit: 201,
  }
  const free: number[] = []
  const held: number[] = []
  const time = async (read: () => Promise<unknown>): Promise<number> => {
    const began = performance.now()
    await read()
    return performance.now() - began
  }
  for (let call = 0; call < CALLS * 2; call++) {
    free.push(await time(() => database.sql.begin((tx) => findEntries(tx, page))))
    held.push(await time(() => inScope(database, { scope: '/' }, (tx) => findEntries(tx, page))))
  }
  return [
    figure('a page read by the server itself', free, 'ms'),
    figure('the same held to a scope', held, 'ms'),
    { name: 'held to a scope, to free', value: round(median(held) / median(free)), unit: '' },
  ]
}

const sizeOf = async (sql: Sql): Promise<Figure> => {
  const [found] = await sql<{ bytes: string }[]>`select pg_database_size(current_database()) as bytes`
  return { name: 'database', value: Math.round(Number(found?.bytes) / 1e6), unit: 'MB' }
}

/** Its database lives on; the board is filled anew. */
const startCold = async (server: KakouServer): Promise<Figure> => {
  await server.kill()
  const began = performance.now()
  await server.start()
  return { name: 'ready again after it was killed', value: round((performance.now() - began) / 1_000), unit: 's' }
}

const round = (value: number) => Math.round(value * 100) / 100

const figure = (name: string, values: number[], unit: string): Figure => ({
  name,
  value: round(median(values)),
  unit,
  spread: spread(values),
})
