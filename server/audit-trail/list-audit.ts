import { inScope } from '../../db/access/in-scope'
import type { Core } from '../core'
import { done, type Outcome, refuse } from '../outcome'
import type { PersonActor } from '../people/actor'

interface AuditQuery {
  /** A part of an account's name or of `key:…`, `device:…`, `cli`. */
  who: string | null
  /** The beginning of a verb: `user` finds `user.create`. */
  verb: string | null
  /** A part of the target. */
  target: string | null
  /** `from <= t < to` */
  from: Date | null
  to: Date | null
  cursor: string | null
  /** Id of the line that the page begins with; what is newer is left out. */
  line: string | null
}

interface AuditEntry {
  id: string
  at: string
  actor: string
  /** What people call the account; null where it has none, or lies outside the jurisdiction. */
  name: string | null
  verb: string
  target: string | null
  before: unknown
  after: unknown
  reason: string | null
  address: string | null
  /** Number of its link in the chain; null for a second or so. */
  link: number | null
  /** Something in it is personal: `POST /audit/{id}/open` shows it. */
  personal: boolean
}

interface Row extends Omit<AuditEntry, 'at' | 'before' | 'after'> {
  at: Date
  change: string | null
}

const PAGE = 100

/** The lines within the actor's jurisdiction, newest first. Those of the server itself are for the whole county. */
export const listAudit = async (
  core: Core,
  actor: PersonActor,
  query: AuditQuery,
): Promise<Outcome<{ lines: AuditEntry[]; cursor: string | null }>> => {
  const after = query.cursor === null ? null : readCursor(query.cursor)
  if (after === 'unreadable') return refuse('invalid', 'The cursor is not one of ours: start again without it.')
  const rows = await inScope(core.database, actor, async (tx) => {
    const { who, verb, target, from, to, line } = query
    const [first] =
      line === null ? [] : await tx<{ at: Date; id: string }[]>`select at, id from audit where id = ${line}`
    if (line !== null && first === undefined) return null
    return tx<Row[]>`
      select a.id, a.at, a.actor, u.display_name as name, a.verb, a.target, a.change, a.reason, a.address,
        (select number::int from audit_links l where l.lines @> array[a.id]) as link, a.sealed is not null as personal
      from audit a left join users u on a.actor = 'user:' || u.name
      where true
        ${who === null ? tx`` : tx`and (position(lower(${who}) in lower(a.actor)) > 0 or position(${who} in u.display_name) > 0)`}
        ${verb === null ? tx`` : tx`and starts_with(a.verb, ${verb})`}
        ${target === null ? tx`` : tx`and position(lower(${target}) in lower(a.target)) > 0`}
        ${from === null ? tx`` : tx`and a.at >= ${from}`}
        ${to === null ? tx`` : tx`and a.at < ${to}`}
        ${first === undefined ? tx`` : tx`and (a.at, a.id) <= (${first.at}, ${first.id}::uuid)`}
        ${after === null ? tx`` : tx`and (a.at, a.id) < (${after.at}, ${after.id}::uuid)`}
      order by a.at desc, a.id desc limit ${PAGE + 1}`
  })
  if (rows === null) return refuse('not-found', 'There is no such line within your jurisdiction.')
  const lines = rows.slice(0, PAGE).map(({ at, change, ...row }): AuditEntry => {
    const { before = null, after: now = null } = change === null ? {} : (JSON.parse(change) as Change)
    return { ...row, at: at.toISOString(), before, after: now }
  })
  const last = rows.length > PAGE ? lines.at(-1) : undefined
  return done({ lines, cursor: last === undefined ? null : writeCursor(last) })
}

type Change = { before?: unknown; after?: unknown }

const writeCursor = ({ at, id }: AuditEntry): string => Buffer.from(`${Date.parse(at)} ${id}`).toString('base64url')

const CURSOR = /^(\d{1,15}) ([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/

const readCursor = (cursor: string): { at: Date; id: string } | 'unreadable' => {
  const [, ms, id] = CURSOR.exec(Buffer.from(cursor, 'base64url').toString()) ?? []
  return ms === undefined || id === undefined ? 'unreadable' : { at: new Date(Number(ms)), id }
}
