import type { Sql, TransactionSql } from 'postgres'

export interface JurisdictionRow {
  id: number
  code: string
  name: string
  path: string
}

export const ROOT_CODE = '000000'

/** A jurisdiction by its code; the root without one, which is made where there is none yet. Null: no such code. */
export const findJurisdiction = async (
  sql: Sql | TransactionSql,
  code: string | null,
): Promise<JurisdictionRow | null> => {
  const [row] = await sql<JurisdictionRow[]>`
    select id, code, name, path from jurisdictions where code = ${code} or (${code}::text is null and parent_id is null)
    order by id limit 1`
  if (row !== undefined) return row
  if (code !== null) return null
  const [root] = await sql<JurisdictionRow[]>`
    insert into jurisdictions (code, name, level, path) values (${ROOT_CODE}, '本辖区', 'county', '/1/')
    on conflict do nothing returning id, code, name, path`
  return root ?? findJurisdiction(sql, ROOT_CODE)
}
