import { randomBytes } from 'node:crypto'
import type { Sql } from 'postgres'
import { DAY_MS, HOUR_MS } from '#domain/instant'
import { notify } from '../../../db/notify'
import type { Role } from '../../../db/schema/people'
import type { Clock } from '../../clock'
import { hashToken } from '../../devices/device-directory'
import type { PersonActor } from '../actor'

/** A session ends this long after it was last used. */
const LIFETIME_MS = 12 * HOUR_MS
/** However much it is used, it ends this long after the sign-in. */
const LONGEST_MS = 7 * DAY_MS
/** A wall stands where nobody signs in: its session ends when the wall was dark for so long, or after a year. */
const WALL_LIFETIME_MS = 30 * DAY_MS
const WALL_LONGEST_MS = 365 * DAY_MS
/** Sessions that ended are forgotten after this, and with them the time of a sign-in. */
const FORGET_MS = 90 * DAY_MS
/** The expiry moves at most this often, so that reading costs no write. */
const MOVE_MS = HOUR_MS

interface SessionRow {
  userId: string
  name: string
  displayName: string
  role: Role
  scope: string
  jurisdictionCode: string
  jurisdictionName: string
  expiresAt: Date
  passwordAt: Date
  wall: boolean
  owes: 'password' | 'code' | null
}

/** How long a session lasts after it was last used. */
export const lifetimeOf = (wall: boolean): number => (wall ? WALL_LIFETIME_MS : LIFETIME_MS)

/** Sessions of people: 32 random bytes in a cookie, their hash in the database, ended at once everywhere. */
export class Sessions {
  readonly #sql: Sql
  readonly #clock: Clock

  constructor(sql: Sql, clock: Clock) {
    this.#sql = sql
    this.#clock = clock
  }

  /** Opens a session and returns what the cookie holds. */
  async open(userId: string, address: string | null, agent: string | null, wall = false): Promise<string> {
    const token = randomBytes(32).toString('base64url')
    const now = this.#clock.now()
    await this.#sql`delete from sessions where expires_at < ${new Date(now - FORGET_MS)}`
    await this.#sql`
      insert into sessions (id_hash, user_id, created_at, expires_at, address, agent, wall)
      values (${hashToken(token)}, ${userId}, ${new Date(now)}, ${new Date(now + lifetimeOf(wall))}, ${address},
        ${agent?.slice(0, 200) ?? null}, ${wall})`
    return token
  }

  /** Who is signed in with this cookie; null where nobody is. */
  async find(token: string): Promise<PersonActor | null> {
    const hash = hashToken(token)
    const now = new Date(this.#clock.now())
    const [row] = await this.#sql<SessionRow[]>`
      select u.id as "userId", u.name, u.display_name as "displayName", u.role, j.path as scope,
        j.code as "jurisdictionCode", j.name as "jurisdictionName", s.expires_at as "expiresAt", s.wall,
        coalesce(s.password_at, s.created_at) as "passwordAt",
        case when s.wall then null
          when u.given_until is not null then 'password'
          when exists (select from jurisdictions a where starts_with(j.path, a.path)
              and (a.all_codes or a.admin_codes and u.role = 'admin'))
            and not exists (select from second_factors f where f.user_id = u.id and f.confirmed_at is not null)
          then 'code' end as owes
      from sessions s join users u on u.id = s.user_id join jurisdictions j on j.id = u.jurisdiction_id
      where s.id_hash = ${hash} and s.revoked_at is null and s.expires_at > ${now} and u.disabled_at is null
        and s.created_at > case when s.wall then ${new Date(now.getTime() - WALL_LONGEST_MS)}::timestamptz
          else ${new Date(now.getTime() - LONGEST_MS)}::timestamptz end`
    if (row === undefined) return null
    const lifetimeMs = lifetimeOf(row.wall)
    if (row.expiresAt.getTime() - now.getTime() < lifetimeMs - MOVE_MS) {
      await this.#sql`
        update sessions set expires_at = ${new Date(now.getTime() + lifetimeMs)} where id_hash = ${hash}`
    }
    return {
      kind: 'person',
      name: `user:${row.name}`,
      userId: row.userId,
      displayName: row.displayName,
      role: row.role,
      scope: row.scope,
      jurisdiction: { code: row.jurisdictionCode, name: row.jurisdictionName },
      sessionHash: hash,
      passwordAtMs: row.passwordAt.getTime(),
      ...(row.wall ? { wall: true as const } : {}),
      owes: row.owes,
    }
  }

  /** Its owner showed the password again. */
  async passwordShown(hash: Buffer): Promise<void> {
    await this.#sql`update sessions set password_at = ${new Date(this.#clock.now())} where id_hash = ${hash}`
  }

  /** Ends a session; its sockets are cut on every server. */
  async end(hash: Buffer): Promise<void> {
    await this.#sql`update sessions set revoked_at = ${new Date(this.#clock.now())} where id_hash = ${hash}`
    await notify(this.#sql, { topic: 'sessions', keys: [hash.toString('base64')] })
  }
}
