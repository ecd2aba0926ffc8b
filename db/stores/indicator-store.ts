import type { TransactionSql } from 'postgres'
import type { Indicator } from '../../server/domain/reports/indicators'

/** The indicators in use, in their order. */
export const findIndicators = (tx: TransactionSql): Promise<Indicator[]> =>
  tx<Indicator[]>`
    select id, name, unit, part_of as "partOf" from indicators where withdrawn_at is null order by position, id`

export interface IndicatorValueRow {
  indicator: string
  path: string
  date: string
  today: number
  total: number
  note: string
  enteredBy: string
  enteredAt: Date
}

/** What was entered for these days by a jurisdiction and those below it. */
export const findIndicatorValues = (
  tx: TransactionSql,
  { path, dates }: { path: string; dates: readonly string[] },
): Promise<IndicatorValueRow[]> =>
  tx<IndicatorValueRow[]>`
    select v.indicator_id as indicator, j.path, v.date, v.today::float8 as today, v.total::float8 as total, v.note,
      v.entered_by as "enteredBy", v.entered_at as "enteredAt"
    from indicator_values v join jurisdictions j on j.id = v.jurisdiction_id
    where starts_with(j.path, ${path}) and v.date = any(${[...dates]}::text[])`

/** New ones over a stretch of days and the last cumulative figure of it, of a jurisdiction's own. */
export const findIndicatorSums = (
  tx: TransactionSql,
  { path, from, date }: { path: string; from: string; date: string },
): Promise<{ name: string; unit: string; today: number; total: number }[]> =>
  tx<{ name: string; unit: string; today: number; total: number }[]>`
    select i.name, i.unit, sum(v.today)::float8 as today, ((array_agg(v.total order by v.date desc))[1])::float8 as total
    from indicators i join indicator_values v on v.indicator_id = i.id
    join jurisdictions j on j.id = v.jurisdiction_id
    where i.withdrawn_at is null and j.path = ${path} and v.date >= ${from} and v.date <= ${date}
    group by i.id, i.name, i.unit, i.position order by i.position, i.id`

/** Puts values in the place of those that were entered before for the same day. */
export const putIndicatorValues = async (
  tx: TransactionSql,
  rows: readonly (Omit<IndicatorValueRow, 'path' | 'enteredAt'> & { enteredAt: string })[],
  jurisdictionId: number,
): Promise<void> => {
  await tx`
    insert into indicator_values (indicator_id, jurisdiction_id, date, today, total, note, entered_by, entered_at)
    select indicator, ${jurisdictionId}, date, today, total, note, "enteredBy", "enteredAt"
    from json_to_recordset(${JSON.stringify(rows)}::text::json) as v(indicator uuid, date text, today numeric,
      total numeric, note text, "enteredBy" text, "enteredAt" timestamptz)
    on conflict (jurisdiction_id, date, indicator_id) do update set today = excluded.today, total = excluded.total,
      note = excluded.note, entered_by = excluded.entered_by, entered_at = excluded.entered_at`
}
