import type { IncomingMessage } from 'node:http'
import { type Refusal, refuse } from '../outcome'
import type { Actor } from '../people/actor'
import { mustShowPassword } from '../people/passwords/must-show-password'
import { bearerOf } from '../people/sessions/identify'
import type { Access } from './route'

const WRITE_HEADER = 'x-kakou'

interface Caller {
  /** Whoever is known by the credential of the call; only an open route is called by nobody. */
  actor: Actor | null
  request: IncomingMessage
  nowMs: number
}

export const NOT_OF_ROLE = refuse('forbidden', 'Your role does not include this.').refusal
const NOT_OUR_PAGE = refuse('forbidden', 'This write did not come from a page of this server.').refusal
const OWES = {
  password: refuse('forbidden', 'The password was given by somebody else: change it on your account’s page first.')
    .refusal,
  code: refuse(
    'forbidden',
    'Your jurisdiction wants a code at sign-in too: put an app in place on your account’s page first.',
  ).refusal,
}
const SHOW_PASSWORD = refuse(
  'password-again',
  'Show that it is you: send your password to POST /account/password/again, then this once more.',
).refusal

/** Why this call may not be made, whatever it says; null where it may. */
export const barOf = (access: Access, { actor, request, nowMs }: Caller): Refusal | null => {
  const person = actor?.kind === 'person' ? actor : null
  if (!access.open) {
    if (actor === null || !isFor(access, actor)) return NOT_OF_ROLE
    if (person?.owes && !access.owing) return OWES[person.owes]
  }
  if (isWrite(request) && bearerOf(request.headers.authorization) === null && !isOwnPage(request)) return NOT_OUR_PAGE
  if (!access.open && access.again && person !== null && mustShowPassword(person, nowMs)) return SHOW_PASSWORD
  return null
}

const isFor = (access: Exclude<Access, { open: true }>, actor: Actor): boolean => {
  if (actor.kind === 'device') return access.devices === true
  if (actor.kind === 'gate') return access.gates === true
  if (actor.wall && access.wall !== true) return false
  return access.roles.includes(actor.role)
}

const isWrite = ({ method }: IncomingMessage): boolean => method !== 'GET' && method !== 'HEAD'

/**
 * A page of another site writes nothing here, signed in or not: else it could sign a reader in as somebody else. What a
 * cookie authorises must come from our own page, by its header, and by its origin where the browser says it: of plain HTTP
 * it says the origin alone.
 */
const isOwnPage = ({ headers }: IncomingMessage): boolean => {
  const hasCookie = headers.cookie !== undefined
  if (hasCookie && headers[WRITE_HEADER] === undefined) return false
  const site = headers['sec-fetch-site'] ?? 'same-origin'
  if (site !== 'same-origin' && (hasCookie || site !== 'none')) return false
  if (headers.origin === undefined) return true
  return URL.canParse(headers.origin) && new URL(headers.origin).host === headers.host
}
