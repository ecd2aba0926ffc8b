import type { Sql } from 'postgres'
import type { Clock } from '../clock'
import { type DeviceDirectory, mayHandIn } from '../devices/device-directory'
import type { Actor, PersonActor } from './actor'
import { findKey, KEY_PREFIX } from './api-keys'
import type { Sessions } from './sessions'

export const COOKIE = 'kakou_session'
/** Behind TLS the browser itself holds the cookie to this host, this path and TLS. */
export const SECURE_COOKIE = '__Host-kakou_session'

interface Credentials {
  /** Value of the Authorization header. */
  authorization: string | undefined
  /** Value of the Cookie header. */
  cookie: string | undefined
}

/** Tells who calls, by token, key or cookie. */
export class Identifier {
  readonly #sql: Sql
  readonly #clock: Clock
  readonly #devices: DeviceDirectory
  readonly #sessions: Sessions

  constructor(parts: { sql: Sql; clock: Clock; devices: DeviceDirectory; sessions: Sessions }) {
    this.#sql = parts.sql
    this.#clock = parts.clock
    this.#devices = parts.devices
    this.#sessions = parts.sessions
  }

  /** Null where nobody can be told from it. A device that was lost, or retired too long ago, is nobody. */
  async identify({ authorization, cookie }: Credentials): Promise<Actor | null> {
    const token = /^Bearer +(\S+)$/i.exec(authorization ?? '')?.[1]
    if (token !== undefined) return this.#byToken(token)
    return this.bySession(cookie)
  }

  async bySession(cookie: string | undefined): Promise<PersonActor | null> {
    const token = cookieValue(cookie, SECURE_COOKIE) ?? cookieValue(cookie, COOKIE)
    return token === null ? null : this.#sessions.find(token)
  }

  async #byToken(token: string): Promise<Actor | null> {
    if (token.startsWith(KEY_PREFIX)) return findKey(this.#sql, token)
    const device = await this.#devices.find(token)
    return device !== null && mayHandIn(device, this.#clock.now()) ? { kind: 'device', device } : null
  }
}

const cookieValue = (header: string | undefined, name: string): string | null => {
  for (const part of (header ?? '').split(';')) {
    const [key, ...value] = part.trim().split('=')
    if (key === name) return value.join('=')
  }
  return null
}
