import type { Sql, TransactionSql } from 'postgres'
import { DAY_MS } from '#domain/instant'
import { notify } from '../../db/notify'
import { OperatorError } from '../../db/operator-error'
import { generateCounty } from '../../db/seed/county/generate-county'
import { makeHistory } from '../../db/seed/traffic/make-history'
import { makePartitions } from '../../db/stores/partitions'
import { writeAudit } from '../audit'
import type { Clock } from '../clock'
import { keyedDigest } from '../entries/content-digest'
import type { SealEntry } from '../persons/seal-entry'
import { AlertLedger } from './alert-desk'
import { DEMO_POLICY_VERSION } from './demo-policy'
import { storeDemoReports } from './demo-reports'
import { layCounty, REPORTS_AFTER_MS } from './lay-county'
import { openingFever } from './opening-fever'
import { insertPastAlerts } from './past-alerts'
import { storeHistory } from './store-history'

interface SeedOptions {
  /** Road segments at least; the demo county's unless given. */
  segments?: number
  seed?: string
  /** Days of history, 21 unless given. */
  days?: number
  /** What the instance is said to be filled with. */
  mode: 'traffic' | 'county'
}

interface SeedReport {
  county: string
  segments: number
  checkpoints: number
  places: number
  entries: number
  alerts: number
  days: number
}

interface SeedParts {
  sql: Sql
  clock: Pick<Clock, 'now'>
  /** Keys the entries' digests. */
  digestSecret: Buffer
  seal: SealEntry
}

const HISTORY_DAYS = 21

/** Whether nothing of a county is there yet: no jurisdiction but possibly the root, no network, no checkpoint, no entry. */
export const isEmpty = async (sql: Sql | TransactionSql): Promise<boolean> => {
  const [row] = await sql<{ filled: boolean }[]>`
    select exists (select 1 from jurisdictions where parent_id is not null) or exists (select 1 from checkpoints)
      or exists (select 1 from networks) or exists (select 1 from entries) as filled`
  return row?.filled === false
}

/**
 * Fills an empty database with the demo county and three weeks of history, in one transaction. The same seed at the
 * same moment gives the same figures. Throws OperatorError where the database is not empty.
 */
export const seedDemo = async (parts: SeedParts, options: SeedOptions): Promise<SeedReport> => {
  const { sql, clock, digestSecret, seal } = parts
  const { days = HISTORY_DAYS, mode } = options
  const county = generateCounty({ seed: options.seed, segments: options.segments })
  const nowMs = clock.now()
  const fromMs = nowMs - days * DAY_MS
  await makePartitions(sql, nowMs, fromMs)
  return sql.begin(async (transaction) => {
    // Two servers may start on one empty database.
    await transaction`lock table jurisdictions, checkpoints in share row exclusive mode`
    if (!(await isEmpty(transaction))) {
      throw new OperatorError('the database is not empty: the demo is only ever laid into an empty one')
    }
    const stands = await layCounty(transaction, county, { nowMs, fromMs })
    const ledger = new AlertLedger(county.seed)
    const target = { stands, digest: keyedDigest(digestSecret), seal, policy: DEMO_POLICY_VERSION, ledger }
    const past = await storeHistory(transaction, makeHistory({ seed: county.seed, county, until: nowMs, days }), target)
    const opening = await storeHistory(transaction, openingFever(county.seed, stands, nowMs), target)
    const alerts = ledger.at(nowMs)
    await insertPastAlerts(transaction, alerts)
    await storeDemoReports(transaction, { seed: county.seed, stands, sinceMs: fromMs + REPORTS_AFTER_MS, nowMs })
    await transaction`update instance set demo = ${mode}, demo_seeded_at = ${new Date(nowMs)}, plates_noted_at = null`
    const report: SeedReport = {
      county: county.name,
      segments: county.segments,
      checkpoints: county.checkpoints.length,
      places: county.places.length,
      entries: past + opening,
      alerts: alerts.length,
      days,
    }
    await writeAudit(transaction, nowMs, { actor: 'system', verb: 'seed demo', target: county.code, after: report })
    await tellAll(transaction)
    return report
  }) as Promise<SeedReport>
}

/** Tells running servers that all of it may be another. */
export const tellAll = async (sql: TransactionSql): Promise<void> => {
  for (const topic of [
    'jurisdictions',
    'policy',
    'devices',
    'checkpoints',
    'closures',
    'network',
    'alerts',
    'counts',
  ] as const) {
    await notify(sql, { topic, keys: [] })
  }
}
