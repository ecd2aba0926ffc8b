import { createHash } from 'node:crypto'
import type { Sql } from 'postgres'
import { sqlState } from '../sql-state'

/** Roles without a login, into which the owner of the database steps down. */
export interface AccessRoles {
  /** People's verbs: bound to the scope of their transaction. */
  scoped: string
  /** The entries' way in: inserts entries and their details, moves counters, raises alerts. */
  flush: string
}

const MAX_NAME_BYTES = 63
const NO_PRIVILEGE = '42501'
/** Made meanwhile by another: Postgres says so in either way. */
const EXISTS: ReadonlySet<string> = new Set(['42710', '23505'])

/** Roles belong to the whole cluster, so they bear the owner's name: two owners' databases don't share them. */
const rolesOf = (owner: string): AccessRoles => {
  const long = Buffer.byteLength(`${owner}_scoped`) > MAX_NAME_BYTES
  const stem = long ? `kakou_${createHash('sha256').update(owner).digest('hex').slice(0, 16)}` : owner
  return { scoped: `${stem}_scoped`, flush: `${stem}_flush` }
}

/** The roles of this connection's user; null where they are not there, or it may not step into them. */
export const findRoles = async (sql: Sql): Promise<AccessRoles | null> => {
  const [row] = await sql<{ owner: string }[]>`select current_user as owner`
  const roles = rolesOf(row?.owner ?? '')
  const found = await sql`
    select rolname from pg_roles where rolname in (${roles.scoped}, ${roles.flush})
      and pg_has_role(oid, case when current_setting('server_version_num')::int >= 160000 then 'SET' else 'MEMBER' end)`
  return found.length === 2 ? roles : null
}

/**
 * Makes the roles of `owner`, as whom `sql` need not be connected, and lets it step into them. False where that needs a
 * right (CREATEROLE) which this connection lacks.
 */
export const makeRoles = async (sql: Sql, owner: string): Promise<boolean> => {
  try {
    for (const role of Object.values(rolesOf(owner))) {
      const [found] = await sql`select 1 from pg_roles where rolname = ${role}`
      if (found === undefined) {
        await sql`create role ${sql(role)} nologin noinherit`.catch((error: unknown) => {
          if (!EXISTS.has(sqlState(error) ?? '')) throw error
        })
      }
      const [member] = await sql`
        select 1 from pg_auth_members m where m.roleid = ${role}::regrole and m.member = ${owner}::regrole`
      // Postgres 16 makes whoever creates a role its administrator, which is no leave to step into it.
      const [version] = await sql<
        { known: boolean }[]
      >`select current_setting('server_version_num')::int >= 160000 as known`
      if (member === undefined || version?.known) {
        await sql`grant ${sql(role)} to ${sql(owner)} ${version?.known ? sql`with set true, inherit false` : sql``}`
      }
    }
    return true
  } catch (error) {
    if (sqlState(error) === NO_PRIVILEGE) return false
    throw error
  }
}

/** Those that are there, else made, else null. */
export const ensureRoles = async (sql: Sql): Promise<AccessRoles | null> => {
  const found = await findRoles(sql)
  if (found !== null) return found
  const [row] = await sql<{ owner: string }[]>`select current_user as owner`
  return (await makeRoles(sql, row?.owner ?? '')) ? findRoles(sql) : null
}

/** One line for whoever runs it: what does not hold where the roles could not be made. */
export const MISSING_ROLES =
  'The user of DATABASE_URL may not create roles, so the database holds every query to its jurisdiction, but does not ' +
  'keep the server itself from changing audit lines or deleting entries: ALTER ROLE … CREATEROLE, and start again.'
