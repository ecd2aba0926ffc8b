import type { TransactionSql } from 'postgres'
import { openDrafts } from '#domain/briefing/drafts'
import type { Briefing, BriefingHeadline } from '#protocol/briefing'
import { type BriefingHeadlineRow, type BriefingRow, findSteps } from '../../db/stores/briefing-store'
import type { Core } from '../core'
import { refuse } from '../outcome'
import type { PersonActor } from '../people/actor'
import { indicatorsOf } from '../reports/read-indicators'

export const NO_BRIEFING = refuse('not-found', 'There is no such briefing within your jurisdiction.')

export const showHeadline = (row: BriefingHeadlineRow, { scope }: Pick<PersonActor, 'scope'>): BriefingHeadline => ({
  id: row.id,
  template: row.template,
  from: row.from,
  date: row.date,
  state: row.state,
  title: row.title,
  jurisdiction: { code: row.jurisdictionCode, name: row.jurisdictionName },
  own: row.path === scope,
  number:
    row.year === null || row.number === null || row.totalNumber === null
      ? null
      : { year: row.year, number: row.number, total: row.totalNumber },
  reissue: row.reissue,
  changedAt: row.changedAt.toISOString(),
})

/** Sums of hand-entered indicators of its day that do not agree and that nobody explained. */
export const countFaults = async (tx: TransactionSql, core: Core, row: BriefingRow): Promise<number> => {
  const day = await indicatorsOf(tx, core, { scope: row.path, role: 'command' }, row.date)
  return day.faults.filter(({ explained }) => !explained).length
}

export const showBriefing = async (
  tx: TransactionSql,
  core: Core,
  actor: Pick<PersonActor, 'scope'>,
  row: BriefingRow,
): Promise<Briefing> => ({
  ...showHeadline(row, actor),
  version: row.version,
  content: row.content,
  cutOff: row.facts.cutOff,
  asOf: row.facts.asOf,
  openDrafts: openDrafts(row.content),
  openFaults: row.issuedAt === null ? await countFaults(tx, core, row) : 0,
  replaces: row.replaces,
  replacedBy: row.replacedBy,
  reason: row.reason,
  digest: row.digest,
  issuedAt: row.issuedAt?.toISOString() ?? null,
  destination: row.destination,
  hasParent: row.hasParent,
  steps: (await findSteps(tx, row.id)).map((step) => ({ ...step, at: step.at.toISOString() })),
})
