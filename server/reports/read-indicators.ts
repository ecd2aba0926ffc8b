import type { TransactionSql } from 'postgres'
import { indicatorFaults } from '#domain/reports/indicators'
import { dayAfter } from '#domain/reports/report-window'
import type { IndicatorDay } from '#protocol/indicator'
import { inSnapshot } from '../../db/access/in-scope'
import { findIndicators, findIndicatorValues, type IndicatorValueRow } from '../../db/stores/indicator-store'
import type { Core } from '../core'
import { done, type Outcome } from '../outcome'
import type { PersonActor } from '../people/actor'
import { reportDays } from './report-days'

/** Whether the actor stands at the instance's root: what is counted there is counted by all. */
export const definesIndicators = (core: Core, { scope, role }: Pick<PersonActor, 'scope' | 'role'>): boolean =>
  role !== 'supervisor' && (core.checkpoints.root()?.path.startsWith(scope) ?? false)

/** What was entered by hand for a day by a jurisdiction, with the sums that it must agree with. */
export const indicatorsOf = async (
  tx: TransactionSql,
  core: Core,
  { scope, role }: Pick<PersonActor, 'scope' | 'role'>,
  date: string,
): Promise<IndicatorDay> => {
  const indicators = await findIndicators(tx)
  const before = dayAfter(date, -1)
  const rows = await findIndicatorValues(tx, { path: scope, dates: [before, date] })
  const valuesOf = (path: string, day: string) =>
    new Map(rows.filter((row) => row.path === path && row.date === day).map((row) => [row.indicator, row]))
  const [today, yesterday] = [valuesOf(scope, date), valuesOf(scope, before)]
  const below = [...core.checkpoints.jurisdictions()]
    .filter(({ path }) => path !== scope && path.startsWith(scope) && !path.slice(scope.length, -1).includes('/'))
    .map(({ path }) => ({ values: valuesOf(path, date) }))
  const faults = indicatorFaults(indicators, { today, yesterday, below })
  return {
    date,
    indicators: indicators.map((indicator) => {
      const entered = below.flatMap(({ values }) => values.get(indicator.id) ?? [])
      return {
        ...indicator,
        value: shown(today.get(indicator.id)),
        yesterday: amounts(yesterday.get(indicator.id)),
        below:
          entered.length === 0
            ? null
            : {
                today: entered.reduce((sum, row) => sum + row.today, 0),
                total: entered.reduce((sum, row) => sum + row.total, 0),
                entered: entered.length,
                of: below.length,
              },
      }
    }),
    faults: faults.map((fault) => ({ ...fault, explained: (today.get(fault.indicator)?.note ?? '') !== '' })),
    mayDefine: definesIndicators(core, { scope, role }),
  }
}

const amounts = (row: IndicatorValueRow | undefined) => (row ? { today: row.today, total: row.total } : null)

const shown = (row: IndicatorValueRow | undefined) =>
  row
    ? { today: row.today, total: row.total, note: row.note, by: row.enteredBy, at: row.enteredAt.toISOString() }
    : null

export const readIndicators = async (
  core: Core,
  actor: PersonActor,
  date: string | null,
): Promise<Outcome<IndicatorDay>> => {
  const days = reportDays(core, actor, { date, from: null })
  if (!days.ok) return days
  return done(await inSnapshot(core.database, actor, (tx) => indicatorsOf(tx, core, actor, days.value.date)))
}
