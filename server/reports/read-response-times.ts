import type { TransactionSql } from 'postgres'
import { reportWindow } from '#domain/reports/report-window'
import { type ResponseTimes, responseTimes } from '#domain/reports/response-times'
import { inSnapshot } from '../../db/access/in-scope'
import { findFeverVersions } from '../../db/stores/fever-store'
import type { Core } from '../core'
import { done, type Outcome } from '../outcome'
import type { PersonActor } from '../people/actor'
import { type ReportDays, reportDays } from './report-days'

/** The same within a transaction that is there. */
export const responseTimesOf = async (
  tx: TransactionSql,
  core: Core,
  { scope }: Pick<PersonActor, 'scope'>,
  days: ReportDays,
): Promise<ResponseTimes> => {
  const window = reportWindow(days, days.zone, days.times)
  const codes = new Map(
    [...core.checkpoints.all()].filter(({ path }) => path.startsWith(scope)).map(({ id, name }) => [id, name]),
  )
  const rows = await findFeverVersions(tx, {
    checkpointIds: [...codes.keys()],
    from: new Date(window.fromMs),
    to: new Date(window.toMs),
  })
  return responseTimes(
    rows.map(({ checkpointId, madeAt, alertAt, policy, people, ...row }) => ({
      ...row,
      people: people ?? [],
      checkpoint: codes.get(checkpointId) ?? '',
      madeMs: madeAt.getTime(),
      alertMs: alertAt?.getTime() ?? null,
      thresholds: core.policy.thresholds(policy),
    })),
  )
}

/** Minutes from a high reading to alert, isolation and transfer, over the days of a report. */
export const readResponseTimes = async (
  core: Core,
  actor: PersonActor,
  asked: { date: string | null; from: string | null },
): Promise<Outcome<ResponseTimes>> => {
  const days = reportDays(core, actor, asked)
  if (!days.ok) return days
  return done(await inSnapshot(core.database, actor, (tx) => responseTimesOf(tx, core, actor, days.value)))
}
