import { randomUUID } from 'node:crypto'
import type { TransactionSql } from 'postgres'
import type * as z from 'zod'
import type { Layout, LayoutInput } from '#protocol/layout'
import { inScope } from '../../db/access/in-scope'
import { writeAudit } from '../audit'
import type { Core } from '../core'
import { done, type Outcome, refuse } from '../outcome'
import type { PersonActor } from '../people/actor'

type Input = z.infer<typeof LayoutInput>

export const NO_LAYOUT = refuse('not-found', 'There is no such table within your jurisdiction.')

/** What of a layout makes no table; null where nothing is wrong. */
const faultOf = ({ rows, columns, indicators }: Input) => {
  if (columns.length + indicators.length === 0) {
    const errors = [{ path: '/columns', code: 'missing' as const, message: 'must name at least one' }]
    return refuse('invalid', 'Choose at least one column.', { errors })
  }
  if (rows === 'checkpoint' && indicators.length > 0) {
    const errors = [
      { path: '/indicators', code: 'value' as const, message: 'are entered by areas, not by checkpoints' },
    ]
    return refuse('invalid', 'Indicators stand in tables of areas alone.', { errors })
  }
  return null
}

export const findLayout = async (tx: TransactionSql, id: string): Promise<Layout | null> => {
  const [row] = await tx<
    (Pick<Layout, 'id' | 'name' | 'rows'> & { columns: Pick<Layout, 'columns' | 'indicators'> })[]
  >`
    select id, name, rows, columns from report_layouts where id = ${id}`
  return row === undefined ? null : { id: row.id, name: row.name, rows: row.rows, ...row.columns }
}

/** The tables of the jurisdiction and below, by name. */
export const listLayouts = (core: Core, actor: PersonActor): Promise<Layout[]> =>
  inScope(core.database, actor, async (tx) => {
    const rows = await tx<
      (Pick<Layout, 'id' | 'name' | 'rows'> & { columns: Pick<Layout, 'columns' | 'indicators'> })[]
    >`
      select id, name, rows, columns from report_layouts order by name, id limit 200`
    return rows.map(({ id, name, rows: of, columns }) => ({ id, name, rows: of, ...columns }))
  })

/** Saves a table, a new one where `id` is null. */
export const saveLayout = async (
  core: Core,
  actor: PersonActor,
  id: string | null,
  input: Input,
): Promise<Outcome<Layout>> => {
  const fault = faultOf(input)
  if (fault !== null) return fault
  return inScope<Outcome<Layout>>(core.database, actor, async (tx) => {
    const now = core.clock.now()
    const { name, rows, columns, indicators } = input
    const kept = JSON.stringify({ columns, indicators })
    const before = id === null ? null : await findLayout(tx, id)
    if (id !== null && before === null) return NO_LAYOUT
    const saved = id ?? randomUUID()
    if (id === null)
      await tx`
        insert into report_layouts (id, jurisdiction_id, name, rows, columns, created_by, changed_at)
        select ${saved}, id, ${name}, ${rows}, ${kept}::text::jsonb, ${actor.name}, ${new Date(now)}
        from jurisdictions where path = ${actor.scope}`
    else
      await tx`
        update report_layouts set name = ${name}, rows = ${rows}, columns = ${kept}::text::jsonb,
          changed_at = ${new Date(now)}
        where id = ${id}`
    await writeAudit(tx, now, {
      actor: actor.name,
      verb: id === null ? 'layout.create' : 'layout.change',
      target: `layout:${saved}`,
      ...(before === null ? {} : { before }),
      after: input,
    })
    return done({ id: saved, ...input })
  })
}

export const deleteLayout = (core: Core, actor: PersonActor, id: string): Promise<Outcome<null>> =>
  inScope<Outcome<null>>(core.database, actor, async (tx) => {
    const before = await findLayout(tx, id)
    if (before === null) return NO_LAYOUT
    await tx`delete from report_layouts where id = ${id}`
    const now = core.clock.now()
    await writeAudit(tx, now, { actor: actor.name, verb: 'layout.delete', target: `layout:${id}`, before })
    return done(null)
  })
