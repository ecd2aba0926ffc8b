import type { Sql } from 'postgres'
import type { Entry } from '#domain/entries/entry'
import { DAY_MS, MINUTE_MS } from '#domain/instant'
import { uuidTime } from '#domain/uuid'
import { makeHistory } from '../../db/seed/traffic/make-history'
import { makePartitions } from '../../db/stores/partitions'
import type { Core } from '../core'
import { keyedDigest } from '../entries/content-digest'
import { sealEntry } from '../persons/seal-entry'
import { AlertLedger } from './alert-desk'
import { DEMO_LOCK } from './demo-lock'
import { findDemo } from './demo-points'
import { DEMO_POLICY_VERSION } from './demo-policy'
import { storeDemoReports } from './demo-reports'
import { insertPastAlerts } from './past-alerts'
import { type History, storeHistory } from './store-history'
import { KEPT_DAYS, trimDemo } from './trim-demo'
import { workAlerts } from './work-alerts'

/** A restart is no gap. */
const LEAST_GAP_MS = 2 * MINUTE_MS

/**
 * Fills the time that the server was off with history, at most 30 days of it, and drops what is older. Nothing where
 * the demo is not played, or another server plays it already. Returns how many entries it made.
 */
export const catchUpDemo = async (core: Core): Promise<number> => {
  const { env, clock, database, secret } = core
  const { sql } = database
  if (env.demo !== 'traffic') return 0
  const nowMs = clock.now()
  const sinceMs = await historyEnd(sql)
  if (sinceMs === null || nowMs - sinceMs < LEAST_GAP_MS || (await findDemo(sql)) === null) return 0
  const fromMs = Math.max(sinceMs, nowMs - KEPT_DAYS * DAY_MS)
  await trimDemo(sql, nowMs)
  await workAlerts(sql, nowMs)
  await makePartitions(sql, nowMs, fromMs)
  return sql.begin(async (transaction) => {
    const [lock] = await transaction<{ got: boolean }[]>`select pg_try_advisory_xact_lock(${DEMO_LOCK}) as got`
    const demo = lock?.got === true ? await findDemo(transaction) : null
    if (demo === null) return 0
    const { origin, stands } = demo
    const ledger = new AlertLedger(origin.seed)
    const days = Math.ceil((nowMs - fromMs) / DAY_MS) + 1
    const county = { checkpoints: stands.map(({ point }) => point) }
    const history = after(fromMs, makeHistory({ seed: origin.seed, county, until: nowMs, days }))
    const seal = (entry: Entry) => sealEntry(core.keys, entry)
    const target = { stands, digest: keyedDigest(secret), seal, policy: DEMO_POLICY_VERSION, ledger }
    const stored = await storeHistory(transaction, history, target)
    await insertPastAlerts(transaction, ledger.at(nowMs))
    await storeDemoReports(transaction, { seed: origin.seed, stands, sinceMs: fromMs, nowMs })
    // Tablets that are about to be heard of: nobody is offline for a restart's sake.
    const awake = stands.filter(({ point }) => point.condition === 'staffed' || point.condition === 'unstaffed')
    const ids = awake.flatMap(({ tablets }) => tablets.map(({ source }) => source.id))
    await transaction`update devices set last_seen_at = ${new Date(nowMs)} where id = any(${ids}::uuid[])`
    await transaction`update instance set demo_seeded_at = ${new Date(nowMs)}`
    return stored
  }) as Promise<number>
}

/** How far the demo's history reaches; null where the demo was never laid. */
const historyEnd = async (sql: Sql): Promise<number | null> => {
  const [row] = await sql<{ at: Date | null }[]>`select demo_seeded_at as at from instance`
  return row?.at?.getTime() ?? null
}

function* after(fromMs: number, history: History): Generator<History extends Iterable<infer One> ? One : never> {
  for (const item of history) if ((uuidTime(item.entry.id) ?? 0) > fromMs) yield item
}
