import { createHash } from 'node:crypto'
import type { Sql } from 'postgres'
import { LOCK_TIMEOUT, withPatience } from '../patient-ddl'
import type { AccessRoles } from './roles'
import { TABLE_ACCESS, type TableAccess } from './table-access'

/** What the server does for itself, outside any scope. A transaction that set one is held to it, owner or not. */
const UNSCOPED = `(select coalesce(current_setting('kakou.scope', true), '') = '')`

/** Statements that close a partition to all but its owner: rows are reached through the table that it is part of. */
export const closePartition = (name: string): string[] => [
  `alter table ${name} enable row level security`,
  `alter table ${name} force row level security`,
  `create policy unscoped on ${name} to current_user using (${UNSCOPED}) with check (${UNSCOPED})`,
]

/**
 * Brings TABLE_ACCESS into force: row-level security on every table, also for their owner, and the rights of the roles.
 * A table at a time, so that servers which run meanwhile never wait for more than one, nor one of them for the other.
 * Does nothing, and locks nothing, where it is in force already.
 */
export const applyAccess = async (sql: Sql, roles: AccessRoles | null): Promise<void> => {
  const parts = await accessParts(sql, roles)
  const mark = `access ${createHash('sha256').update(parts.flat().join(';\n')).digest('hex')}`
  const open = await sql<{ name: string }[]>`
    select quote_ident(relname) as name from pg_class
    where relnamespace = 'public'::regnamespace and relkind = 'r' and relispartition and not relforcerowsecurity`
  for (const { name } of open) await inTurn(sql, closePartition(name))
  const [row] = await sql<{ mark: string | null }[]>`
    select obj_description(to_regclass('public.instance'), 'pg_class') as mark`
  if (row?.mark === mark) return
  for (const part of parts) await inTurn(sql, part)
  await inTurn(sql, [`comment on table instance is '${mark}'`])
}

const inTurn = (sql: Sql, statements: readonly string[]): Promise<unknown> =>
  withPatience(() =>
    sql.begin(async (transaction) => {
      await transaction`select set_config('lock_timeout', ${LOCK_TIMEOUT}, true)`
      for (const statement of statements) await transaction.unsafe(statement)
    }),
  )

/** What is done together: first of the schema, then of each table. */
const accessParts = async (sql: Sql, roles: AccessRoles | null): Promise<string[][]> => {
  const [self] = await sql<{ owner: string }[]>`select quote_ident(current_user) as owner`
  const owner = self?.owner ?? ''
  const tables = await sql<{ name: string }[]>`
    select relname as name from pg_class
    where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relispartition order by relname`
  const grantees = roles === null ? [] : [quote(roles.scoped), quote(roles.flush)]
  return [
    [
      ...grantees.map((role) => `grant usage on schema public to ${role}`),
      ...(roles === null ? [] : [`grant usage on all sequences in schema public to ${quote(roles.scoped)}`]),
    ],
    ...tables.map(({ name }) => tableStatements(name, owner, roles)),
  ]
}

const tableStatements = (name: string, owner: string, roles: AccessRoles | null): string[] => {
  const table = quote(name)
  const { rows, people, flush, appendOnly } = TABLE_ACCESS[name] ?? CLOSED
  const statements = [
    `alter table ${table} enable row level security`,
    `alter table ${table} force row level security`,
    ...['unscoped', 'scoped', 'flush'].map((old) => `drop policy if exists ${old} on ${table}`),
    policy('unscoped', table, owner, UNSCOPED),
    policy('scoped', table, roles === null ? owner : `${owner}, ${quote(roles.scoped)}`, rows),
  ]
  if (appendOnly) statements.push(`revoke update, delete, truncate on ${table} from ${owner}`)
  if (roles === null) return statements
  statements.push(`revoke all on ${table} from ${quote(roles.scoped)}, ${quote(roles.flush)}`)
  if (people.length > 0) statements.push(`grant ${people.join(', ')} on ${table} to ${quote(roles.scoped)}`)
  if (flush === undefined) return statements
  return [
    ...statements,
    policy('flush', table, quote(roles.flush), 'true'),
    `grant ${flush.join(', ')} on ${table} to ${quote(roles.flush)}`,
  ]
}

const CLOSED: TableAccess = { rows: 'false', people: [] }

const policy = (name: string, table: string, to: string, rows: string): string =>
  `create policy ${name} on ${table} to ${to} using (${rows}) with check (${rows})`

const quote = (name: string): string => `"${name.replaceAll('"', '""')}"`
