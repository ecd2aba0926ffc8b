import type { Sql, TransactionSql } from 'postgres'

/** A line as it stands in the table: what a link is made of. */
export interface AuditRow {
  id: string
  at: Date
  actor: string
  verb: string
  target: string | null
  change: string | null
  reason: string | null
  address: string | null
  scope: string
  sealed: Buffer | null
}

export interface AuditLink {
  number: number
  at: Date
  /** Ids of its lines, in their order. */
  lines: string[]
  hash: Buffer
}

type Connection = Sql | TransactionSql

/** Writes a line, and that it waits for the chain, in one statement. */
export const insertAuditLine = async (
  sql: Connection,
  { scope, address, ...line }: Omit<AuditRow, 'scope'> & { scope: string | null },
): Promise<void> => {
  await sql`
    with written as (
      insert into audit (id, at, actor, verb, target, change, reason, sealed, address, scope) values (
        ${line.id}, ${line.at}, ${line.actor}, ${line.verb}, ${line.target}, ${line.change}, ${line.reason}, ${line.sealed},
        coalesce(${address}, nullif(current_setting('kakou.address', true), '')),
        coalesce(${scope}, nullif(current_setting('kakou.scope', true), ''), '/')))
    insert into audit_pending (audit_id) values (${line.id})`
}

const COLUMNS = (sql: Connection) =>
  sql`a.id, a.at, a.actor, a.verb, a.target, a.change, a.reason, a.address, a.scope, a.sealed`

/** The oldest lines that are in no link yet. */
export const findPending = (sql: Connection, limit: number): Promise<AuditRow[]> =>
  sql<AuditRow[]>`
    select ${COLUMNS(sql)} from audit_pending p join audit a on a.id = p.audit_id order by a.at, a.id limit ${limit}`

export const findAuditRows = async (sql: Connection, ids: readonly string[]): Promise<Map<string, AuditRow>> => {
  const rows = await sql<AuditRow[]>`select ${COLUMNS(sql)} from audit a where a.id = any(${[...ids]}::uuid[])`
  return new Map(rows.map((row) => [row.id, row]))
}

/** The newest link, or the newest of those before a time. */
export const findHead = async (sql: Connection, before: Date | null = null): Promise<AuditLink | null> => {
  const [link] = await sql<AuditLink[]>`
    select number::int as number, at, lines, hash from audit_links
    where ${before}::timestamptz is null or at < ${before} order by number desc limit 1`
  return link ?? null
}

/** Links after a number, in order. */
export const findLinks = (sql: Connection, after: number, limit: number): Promise<AuditLink[]> =>
  sql<AuditLink[]>`
    select number::int as number, at, lines, hash from audit_links where number > ${after} order by number limit ${limit}`

/** Adds a link; its lines wait no longer. */
export const insertLink = async (sql: TransactionSql, link: AuditLink): Promise<void> => {
  await sql`
    insert into audit_links (number, at, lines, hash)
    values (${link.number}, ${link.at}, ${link.lines}::uuid[], ${link.hash})`
  await sql`delete from audit_pending where audit_id = any(${link.lines}::uuid[])`
}

/** How many lines there are, how many wait, and which neither wait nor lie in a link, or lie in two. */
export const findLoose = async (
  sql: Connection,
): Promise<{ lines: number; waiting: number; loose: string[]; twice: string[] }> => {
  const [row] = await sql<{ lines: number; waiting: number; loose: string[]; twice: string[] }[]>`
    with linked as (select unnest(lines) as id from audit_links)
    select (select count(*)::int from audit) as lines, (select count(*)::int from audit_pending) as waiting,
      array(select a.id from audit a where not exists (select from linked l where l.id = a.id)
        and not exists (select from audit_pending p where p.audit_id = a.id) order by a.at limit 20) as loose,
      array(select id from linked group by id having count(*) > 1 order by id limit 20) as twice`
  if (row === undefined) throw new Error('the database counted nothing')
  return row
}

/** Lines of 0.1.0 that hold in the clear what was written of an alert or in an instruction: nobody can change them. */
export const countClearLines = async (sql: Connection): Promise<number> => {
  const [row] = await sql<{ n: number }[]>`
    select count(*)::int as n from audit where sealed is null and case
      when verb in ('alert.noted', 'alert.acknowledged', 'alert.resolved') then reason is not null
      else verb = 'instruction.send' and (change::json -> 'after' ->> 'text') is not null end`
  return row?.n ?? 0
}
