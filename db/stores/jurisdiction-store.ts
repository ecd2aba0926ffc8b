import type { Sql, TransactionSql } from 'postgres'
import type { Polygons } from '#domain/coverage/boundary'

export interface JurisdictionRow {
  id: number
  code: string
  name: string
  path: string
}

const ROOT_CODE = '000000'

/** A jurisdiction by its code; the root without one, which is made where there is none yet. Null: no such code. */
export const findJurisdiction = async (
  sql: Sql | TransactionSql,
  code: string | null,
): Promise<JurisdictionRow | null> => {
  if (code === null) return findRoot(sql)
  const [row] = await sql<JurisdictionRow[]>`select id, code, name, path from jurisdictions where code = ${code}`
  return row ?? null
}

/** The jurisdiction above all others; made where there is none yet. Its name is one until an operator gives another. */
export const findRoot = async (sql: Sql | TransactionSql): Promise<JurisdictionRow> => {
  const found = await readRoot(sql)
  if (found !== null) return found
  // Of two that make it at once the second waits here for the first, and then finds it.
  await sql`
    insert into jurisdictions (id, code, name, level, path) overriding system value
    select id, ${ROOT_CODE}, '本辖区', 'county', '/' || id || '/'
    from (select nextval(pg_get_serial_sequence('jurisdictions', 'id'))::int as id) next
    on conflict (code) do nothing`
  const made = await readRoot(sql)
  if (made === null) throw new Error('the root jurisdiction was not stored')
  return made
}

/** The same where it is there, and within the scope of the transaction; else null. */
export const readRoot = async (sql: Sql | TransactionSql): Promise<JurisdictionRow | null> => {
  const [root] = await sql<JurisdictionRow[]>`
    select id, code, name, path from jurisdictions where parent_id is null order by length(path), path limit 1`
  return root ?? null
}

/** Boundaries of the towns and villages below a path, by code; the county's own is that of the network. */
export const ringBoundaries = (
  sql: TransactionSql,
): Promise<{ code: string; name: string; level: string; polygons: Polygons }[]> => sql`
  select j.code, j.name, j.level,
    case when b.geometry->>'type' = 'Polygon' then jsonb_build_array(b.geometry->'coordinates')
      else b.geometry->'coordinates' end as polygons
  from boundaries b join jurisdictions j on j.id = b.jurisdiction_id
  where j.level in ('town', 'village') order by j.code limit 200`
