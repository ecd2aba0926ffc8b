import { createHash } from 'node:crypto'
import type { Sql, TransactionSql } from 'postgres'
import type { ZeroReport } from '#domain/checkpoints/item'
import { type Period, periodsOf } from '#domain/checkpoints/routine'
import { localDate } from '#domain/entries/counted-at'
import { DAY_MS, MINUTE_MS } from '#domain/instant'
import { daysBetween } from '#domain/reports/report-window'
import { uuidV7 } from '#domain/uuid'
import { type ItemRow, insertItems } from '../../db/stores/item-store'
import type { DemoStand } from './demo-points'

const ZONE = 'Asia/Shanghai'
const DUE = ['18:00'] as const
const SIGNERS = ['王建国', '李秀英', '张伟', '刘芳', '陈军', '杨丽'] as const
/** One of so many is late; of posts that nobody staffs, one of two is missing. */
const LATE_OF = 16

/**
 * The reports that the demo's checkpoints sent for the periods that ended between two moments. Those of one seed are the
 * same whenever they are asked for, so that asking twice stores them once. What was abnormal is what was counted.
 */
export const storeDemoReports = async (
  sql: Sql | TransactionSql,
  { seed, stands, sinceMs, nowMs }: { seed: string; stands: readonly DemoStand[]; sinceMs: number; nowMs: number },
): Promise<number> => {
  const ended = daysBetween(localDate(sinceMs, ZONE), localDate(nowMs, ZONE))
    .flatMap((date) => periodsOf(date, ZONE, DUE))
    .filter(({ toMs }) => toMs <= nowMs)
  const counted = await countPeriods(sql, stands, ended)
  const rows = ended.flatMap((period, index) =>
    stands.flatMap((stand) => {
      const sums = counted.get(`${stand.checkpointId} ${period.toMs}`) ?? { vehicles: 0, fevers: 0 }
      return reportOf(seed, stand, period, { ...sums, isLast: index === ended.length - 1 }) ?? []
    }),
  )
  return (await insertItems(sql, rows)).size
}

/** Vehicles and fevers by checkpoint and period. */
const countPeriods = async (
  sql: Sql | TransactionSql,
  stands: readonly DemoStand[],
  periods: readonly Period[],
): Promise<Map<string, { vehicles: number; fevers: number }>> => {
  const spans = periods.map(({ fromMs, toMs }) => ({
    from: new Date(fromMs).toISOString(),
    to: new Date(toMs).toISOString(),
    key: toMs,
  }))
  const rows = await sql<{ id: number; key: string; vehicles: number; fevers: number }[]>`
    select n.checkpoint_id as id, p.key, sum(n.vehicles_in + n.vehicles_out)::int as vehicles, sum(n.fevers)::int as fevers
    from json_to_recordset(${JSON.stringify(spans)}::text::json) as p("from" timestamptz, "to" timestamptz, key text)
    join counters n on n.hour >= p."from" and n.hour < p."to"
    where n.checkpoint_id = any(${stands.map(({ checkpointId }) => checkpointId)}::int[])
    group by n.checkpoint_id, p.key`
  return new Map(rows.map(({ id, key, vehicles, fevers }) => [`${id} ${key}`, { vehicles, fevers }]))
}

const reportOf = (
  seed: string,
  { point, checkpointId, tablets }: DemoStand,
  { fromMs, toMs }: Period,
  { vehicles, fevers, isLast }: { vehicles: number; fevers: number; isLast: boolean },
): ItemRow | null => {
  const [tablet] = tablets
  if (tablet === undefined) return null
  const drawn = createHash('sha256').update(`${seed} ${point.code} ${toMs}`).digest()
  if (point.condition !== 'staffed' && (drawn[0] ?? 0) % 2 === 0) return null
  const minutes = 3 + ((drawn[1] ?? 0) % 40)
  const isLate = !isLast && (drawn[2] ?? 0) % LATE_OF === 0
  const atMs = toMs + (isLate ? minutes : -minutes) * MINUTE_MS
  const at = new Date(atMs).toISOString()
  const id = uuidV7(atMs, drawn.subarray(0, 16))
  const body: ZeroReport = {
    kind: 'zero-report',
    id,
    occurredAt: at,
    period: { from: new Date(fromMs).toISOString(), to: new Date(toMs).toISOString() },
    abnormal: fevers,
    noTraffic: vehicles === 0,
    signedBy: SIGNERS[(drawn[3] ?? 0) % SIGNERS.length] ?? SIGNERS[0],
  }
  return {
    id,
    kind: 'zero-report',
    checkpoint_id: checkpointId,
    source: tablet.source.id,
    pairing_id: tablet.source.current.id,
    seq: null,
    occurred_at: at,
    clock_offset_ms: 0,
    received_at: at,
    counted_at: at,
    flags: 0,
    begins: false,
    ends: null,
    digest: createHash('sha256').update(JSON.stringify(body)).digest('hex'),
    body,
    sealed: null,
  }
}

/** What is asked for again and again while the demo plays: the periods of the last two days. */
export const REPORTS_AGAIN_MS = 2 * DAY_MS
