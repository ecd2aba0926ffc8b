import type { Sql, TransactionSql } from 'postgres'

/** A closure that stands, with the path of its jurisdiction. */
interface ClosureRow {
  code: string
  name: string
  lng: number
  lat: number
  authority: string
  document: string
  startsAt: Date
  endsAt: Date | null
  responsible: string
  emergency: string
  path: string
}

/** Closures that are not lifted, by code. */
export const findClosures = (sql: Sql | TransactionSql): Promise<ClosureRow[]> =>
  sql<ClosureRow[]>`
    select c.code, c.name, c.lng, c.lat, c.authority, c.document, c.starts_at as "startsAt", c.ends_at as "endsAt",
      c.responsible, c.emergency, j.path
    from closures c join jurisdictions j on j.id = c.jurisdiction_id
    where c.lifted_at is null order by c.code`
