import type { Sql, TransactionSql } from 'postgres'

/** A table with the columns that are stored, in an order in which each comes after those that it refers to. */
export interface TableShape {
  name: string
  columns: string[]
}

/** Every table of ours, partitioned ones once. */
export const findTables = async (sql: Sql | TransactionSql): Promise<TableShape[]> => {
  const tables = await sql<(TableShape & { parents: string[] })[]>`
    select c.relname as name,
      array(select a.attname::text from pg_attribute a
        where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' order by a.attnum) as columns,
      array(select distinct f.relname::text from pg_constraint k join pg_class f on f.oid = k.confrelid
        where k.conrelid = c.oid and k.contype = 'f' and f.oid <> c.oid) as parents
    from pg_class c
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition order by 1`
  const ordered: TableShape[] = []
  const placed = new Set<string>()
  while (ordered.length < tables.length) {
    const next = tables.filter(
      ({ name, parents }) => !placed.has(name) && parents.every((parent) => placed.has(parent)),
    )
    if (next.length === 0) throw new Error('tables refer to each other in a circle')
    for (const { name, columns } of next) {
      placed.add(name)
      ordered.push({ name, columns })
    }
  }
  return ordered
}

export const quoteName = (name: string): string => `"${name.replaceAll('"', '""')}"`
