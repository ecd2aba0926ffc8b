import type { TransactionSql } from 'postgres'
import type { BriefingContent, BriefingFacts, BriefingTemplate } from '../../server/domain/briefing/briefing'
import type { BriefingState } from '../../server/domain/briefing/workflow'

export interface BriefingHeadlineRow {
  id: string
  template: BriefingTemplate
  from: string
  date: string
  state: BriefingState
  title: string
  jurisdictionCode: string
  jurisdictionName: string
  path: string
  year: number | null
  number: number | null
  totalNumber: number | null
  reissue: number
  changedAt: Date
}

export interface BriefingRow extends BriefingHeadlineRow {
  jurisdictionId: number
  version: number
  content: BriefingContent
  facts: BriefingFacts
  replaces: string | null
  replacedBy: string | null
  reason: string | null
  digest: string | null
  issuedAt: Date | null
  destination: string | null
  hasParent: boolean
}

interface BriefingStepRow {
  at: Date
  step: string
  actor: string
  name: string
  note: string | null
}

const headline = (tx: TransactionSql) => tx`
  b.id, b.template, b.from_date as "from", b.date, b.state, b.content ->> 'title' as title, j.code as "jurisdictionCode",
  j.name as "jurisdictionName", j.path, b.year, b.number, b.total_number as "totalNumber", b.reissue,
  b.changed_at as "changedAt"`

/** Own ones and what was sent from below, the latest day first, at most 200. */
export const listBriefings = (tx: TransactionSql, scope: string): Promise<BriefingHeadlineRow[]> =>
  tx<BriefingHeadlineRow[]>`
    select ${headline(tx)} from briefings b join jurisdictions j on j.id = b.jurisdiction_id
    where j.path = ${scope} or b.state in ('sent', 'received')
    order by b.date desc, b.created_at desc, b.id limit 200`

/** The briefing of these days that stands: of those that were issued the last correction, else the one under way. */
export const findStanding = async (
  tx: TransactionSql,
  { scope, template, from, date }: { scope: string; template: BriefingTemplate; from: string; date: string },
): Promise<string | null> => {
  const [row] = await tx<{ id: string }[]>`
    select b.id from briefings b join jurisdictions j on j.id = b.jurisdiction_id
    where j.path = ${scope} and b.template = ${template} and b.from_date = ${from} and b.date = ${date}
    order by b.issued_at is not null desc, b.reissue desc limit 1`
  return row?.id ?? null
}

/** One of them; locked against others' steps where it is to be changed. */
export const findBriefing = async (
  tx: TransactionSql,
  { id, scope, lock = false }: { id: string; scope: string; lock?: boolean },
): Promise<BriefingRow | null> => {
  const [row] = await tx<BriefingRow[]>`
    select ${headline(tx)}, b.jurisdiction_id as "jurisdictionId", b.version, b.content, b.facts, b.replaces,
      (select c.id from briefings c where c.replaces = b.id) as "replacedBy", b.reason, b.digest,
      b.issued_at as "issuedAt", b.destination, j.parent_id is not null as "hasParent"
    from briefings b join jurisdictions j on j.id = b.jurisdiction_id
    where b.id = ${id} and (j.path = ${scope} or b.state in ('sent', 'received'))
    ${lock ? tx`for update of b` : tx``}`
  return row ?? null
}

export const findSteps = (tx: TransactionSql, briefingId: string): Promise<BriefingStepRow[]> =>
  tx<BriefingStepRow[]>`
    select at, step, actor, name, note from briefing_steps where briefing_id = ${briefingId} order by version`

export const insertStep = async (
  tx: TransactionSql,
  step: BriefingStepRow & { id: string; briefingId: string; version: number },
): Promise<void> => {
  await tx`
    insert into briefing_steps (id, briefing_id, version, at, step, actor, name, note)
    values (${step.id}, ${step.briefingId}, ${step.version}, ${step.at}, ${step.step}, ${step.actor}, ${step.name}, ${step.note})`
}

/** The next number of the year and in all, of a first issue; waits for whoever is numbering at this moment. */
export const nextNumbers = async (
  tx: TransactionSql,
  { jurisdictionId, template, year }: { jurisdictionId: number; template: BriefingTemplate; year: number },
): Promise<{ number: number; total: number }> => {
  await tx`select pg_advisory_xact_lock(hashtext('kakou briefing numbers'), ${jurisdictionId})`
  const [row] = await tx<{ number: number; total: number }[]>`
    select coalesce(max(number) filter (where year = ${year}), 0) + 1 as number, coalesce(max(total_number), 0) + 1 as total
    from briefings where jurisdiction_id = ${jurisdictionId} and template = ${template}`
  return row ?? { number: 1, total: 1 }
}

/** The longest queue that each checkpoint told of within a window, the longest first. */
export const findQueues = (
  tx: TransactionSql,
  options: { checkpointIds: readonly number[]; from: Date; to: Date; least: number },
): Promise<{ checkpointId: number; vehicles: number; at: Date }[]> =>
  tx<{ checkpointId: number; vehicles: number; at: Date }[]>`
    select * from (
      select distinct on (checkpoint_id) checkpoint_id as "checkpointId", (body ->> 'vehicles')::int as vehicles,
        counted_at as at
      from items
      where kind = 'queue' and checkpoint_id = any(${[...options.checkpointIds]}::int[])
        and counted_at >= ${options.from} and counted_at < ${options.to} and flags & 16 = 0
      order by checkpoint_id, (body ->> 'vehicles')::int desc, counted_at) longest
    where vehicles >= ${options.least} order by vehicles desc`

/** Alerts of these checkpoints, alone or with others, that nobody has received, and those of them whose time is up. */
export const countUnreceived = async (
  tx: TransactionSql,
  { checkpointIds, now }: { checkpointIds: readonly number[]; now: Date },
): Promise<{ unreceived: number; overdue: number }> => {
  const [row] = await tx<{ unreceived: number; overdue: number }[]>`
    select count(*)::int as unreceived, count(*) filter (where due_at < ${now})::int as overdue
    from alerts a where state = 'open' and (checkpoint_id = any(${[...checkpointIds]}::int[]) or exists (
      select from alert_members m where m.alert_id = a.id and m.checkpoint_id = any(${[...checkpointIds]}::int[])))`
  return row ?? { unreceived: 0, overdue: 0 }
}
