import type { Sql } from 'postgres'
import type { Clock } from '../../clock'
import { type DeviceDirectory, mayHandIn } from '../../devices/device-directory'
import type { Patience } from '../../patience'
import type { Actor, PersonActor } from '../actor'
import { findKey, KEY_PREFIX } from '../keys/api-keys'
import { cookieValue } from './cookies'
import type { Sessions } from './sessions'

/** The token that a caller brings; null where there is none, as in what a proxy's own sign-in (Basic) leaves there: then the cookie counts. */
export const bearerOf = (authorization: string | undefined): string | null =>
  /^Bearer +(\S+)$/i.exec(authorization ?? '')?.[1] ?? null

/** A database that takes longer to say who calls is not there for him. */
const IDENTIFY_MS = 5_000

interface Credentials {
  /** Value of the Authorization header. */
  authorization: string | undefined
  /** Value of the Cookie header. */
  cookie: string | undefined
  /** Whether it came by TLS: then only cookies that were set by TLS count. */
  secure: boolean
}

/** Tells who calls, by token, key or cookie. Throws TooLate where the database does not say it in time. */
export class Identifier {
  readonly #sql: Sql
  readonly #clock: Clock
  readonly #devices: DeviceDirectory
  readonly #sessions: Sessions
  readonly #patience: Patience

  constructor(parts: {
    sql: Sql
    clock: Clock
    devices: DeviceDirectory
    sessions: Sessions
    patience: Patience
  }) {
    this.#sql = parts.sql
    this.#clock = parts.clock
    this.#devices = parts.devices
    this.#sessions = parts.sessions
    this.#patience = parts.patience
  }

  /** Null where nobody can be told from it. A device that was lost, or retired too long ago, is nobody. */
  async identify({ authorization, cookie, secure }: Credentials): Promise<Actor | null> {
    const token = bearerOf(authorization)
    if (token !== null) return this.#patience.wait(IDENTIFY_MS, () => this.#byToken(token))
    return this.bySession(cookie, secure)
  }

  async bySession(cookie: string | undefined, secure: boolean): Promise<PersonActor | null> {
    const token = cookieValue(cookie, 'session', secure)
    return token === null ? null : this.#patience.wait(IDENTIFY_MS, () => this.#sessions.find(token))
  }

  async #byToken(token: string): Promise<Actor | null> {
    if (token.startsWith(KEY_PREFIX)) return findKey(this.#sql, token)
    const device = await this.#devices.find(token)
    return device !== null && mayHandIn(device, this.#clock.now()) ? { kind: 'device', device } : null
  }
}
