import type { IncomingMessage, ServerResponse } from 'node:http'
import createRouter from 'find-my-way'
import type { ZodError, ZodType } from 'zod'
import type { FieldError } from '#domain/entries/entry'
import { LIMITS } from '#domain/entries/entry'
import { isContentFault } from '../../db/sql-state'
import { callerOf } from '../caller'
import type { Clock } from '../clock'
import type { Env } from '../env'
import type { Log } from '../log'
import { type Refusal, refuse } from '../outcome'
import { type Patience, TooLate } from '../patience'
import { type Actor, actorName } from '../people/actor'
import { mustShowPassword } from '../people/passwords/must-show-password'
import type { Identifier } from '../people/sessions/identify'
import { badTextIn } from './bad-text'
import { BodyTooLarge, BodyUnreadable, readBody } from './body'
import { callIdOf } from './call-id'
import { spoolForm } from './multipart'
import { sendProblem, sendRefusal, sendReply } from './reply'
import type { Access, Route } from './route'

const BASE = '/api/v1'
const WRITE_HEADER = 'x-kakou'

/** Whatever takes longer is answered with 503: the caller sends again, by which nothing happens twice. */
const HANDLE_MS = 30_000

interface RouterParts {
  routes: readonly Route[]
  identifier: Identifier
  patience: Patience
  env: Env
  clock: Clock
  log: Log
}

/** Answers what lies under `/api/`; the credential comes first, so that nobody learns what exists. */
export const createApi = ({ routes, identifier, patience, env, clock, log }: RouterParts) => {
  const router = createRouter({ ignoreTrailingSlash: true, maxParamLength: 200 })
  const table = new Map<unknown, Route>()
  for (const route of routes) {
    const handler = () => {}
    table.set(handler, route)
    router.on(route.method, BASE + route.path, handler)
  }

  const answer = async (request: IncomingMessage, response: ServerResponse, log: Log): Promise<void> => {
    const [path = '/', search = ''] = (request.url ?? '/').split('?', 2)
    const method = request.method === 'HEAD' ? 'GET' : (request.method ?? 'GET')
    // A path that can not be decoded is found nowhere.
    const found = router.find(method as 'GET', path)
    const route = found === null ? undefined : table.get(found.handler)
    const { authorization, cookie } = request.headers
    const { address, secure } = callerOf(request, env)
    const known = await identifier.identify({ authorization, cookie, secure })
    const actor = known?.kind === 'person' ? { ...known, address } : known
    if (route === undefined || !route.access.open) {
      if (actor === null) return sendProblem(response, UNAUTHORIZED)
      if (route === undefined)
        return sendRefusal(response, refuse('not-found', 'Nothing lies at this address.').refusal)
      if (!mayCall(route.access, actor)) {
        log.info({ actor: actorName(actor), method, route: route.path }, 'a call was refused: not of this role')
        return sendRefusal(response, refuse('forbidden', 'Your role does not include this.').refusal)
      }
    }
    if (actor?.kind === 'person' && actor.owes && route !== undefined && !route.access.open && !route.access.owing) {
      return sendRefusal(response, refuse('forbidden', OWED[actor.owes]).refusal)
    }
    if (method !== 'GET' && authorization === undefined && !mayWrite(request)) {
      return sendRefusal(response, refuse('forbidden', 'This write did not come from a page of this server.').refusal)
    }
    if (actor?.kind === 'person' && !route.access.open && route.access.again && mustShowPassword(actor, clock.now())) {
      return sendRefusal(response, refuse('password-again', AGAIN).refusal)
    }
    /** Who was refused what, and why in a word: never what was sent. */
    const noted = (refusal: Refusal): Refusal => {
      if (!TELLING.has(refusal.kind)) return refusal
      const who = actor === null ? 'nobody' : actorName(actor)
      const { kind, errors = [] } = refusal
      log.info({ actor: who, method, route: route.path, kind, faults: errors.length }, 'a call was refused')
      return refusal
    }
    const params = stringsOf(found?.params ?? {})
    if (badTextIn(params) !== null) {
      return sendRefusal(response, refuse('not-found', 'Nothing lies at this address.').refusal)
    }
    const query = parse(route.query, Object.fromEntries(new URLSearchParams(search)))
    if (!query.ok) return sendRefusal(response, noted(query.refusal))
    const body = await takeBody(request, route)
    if (!body.ok) return sendRefusal(response, noted(body.refusal))
    const call = { actor, params, query: query.value, body: body.value, request, address, secure }
    const outcome = await patience.wait(HANDLE_MS, () => route.handle(call))
    if (outcome.ok) sendReply(response, outcome.value)
    else sendRefusal(response, noted(outcome.refusal))
  }

  return (request: IncomingMessage, response: ServerResponse): void => {
    const id = callIdOf(request)
    response.setHeader('X-Request-Id', id)
    const lines = log.child({ request: id })
    answer(request, response, lines).catch((error: unknown) => {
      if (error instanceof TooLate) lines.error({ method: request.method }, 'a call waited too long for the database')
      else lines.error({ method: request.method, err: error }, 'a call failed')
      if (response.headersSent) response.destroy()
      else {
        if (isContentFault(error)) {
          // Whatever a schema let through that no column holds is the sender's to mend all the same.
          const detail = 'Some value can not be stored: it is too large, too long, or not of its kind.'
          return sendRefusal(response, refuse('invalid', detail).refusal)
        }
        const detail = 'The server could not do it; nothing of it is promised. Send it again.'
        sendRefusal(response, refuse('busy', detail, { retryAfterMs: 1_000 }).refusal)
      }
    })
  }
}

const UNAUTHORIZED = {
  type: 'about:blank',
  title: 'Sign in, or send a token',
  status: 401,
  detail: 'People sign in with POST /api/v1/session; devices and programs send Authorization: Bearer TOKEN.',
}

/** Refusals that may tell of somebody who tries things: what is not his, and what no page of ours sends. */
const TELLING: ReadonlySet<string> = new Set(['invalid', 'forbidden', 'not-found', 'too-large', 'too-many'])

const OWED = {
  password: 'The password was given by somebody else: change it on your account’s page first.',
  code: 'Your jurisdiction wants a code at sign-in too: put an app in place on your account’s page first.',
}

const AGAIN = 'Show that it is you: send your password to POST /account/password/again, then this once more.'

const mayCall = (access: Access, actor: Actor): boolean => {
  if (access.open) return true
  if (actor.kind === 'device') return access.devices === true
  if (actor.kind === 'gate') return access.gates === true
  if (actor.wall && access.wall !== true) return false
  return access.roles.includes(actor.role)
}

/**
 * A page of another site writes nothing here, signed in or not: else it could sign a reader in as somebody else. What a
 * cookie authorises must come from our own page, by its header, and by its origin where the browser says it: of plain HTTP
 * it says the origin alone.
 */
const mayWrite = ({ headers }: IncomingMessage): boolean => {
  const hasCookie = headers.cookie !== undefined
  if (hasCookie && headers[WRITE_HEADER] === undefined) return false
  const site = headers['sec-fetch-site'] ?? 'same-origin'
  if (site !== 'same-origin' && (hasCookie || site !== 'none')) return false
  if (headers.origin === undefined) return true
  return URL.canParse(headers.origin) && new URL(headers.origin).host === headers.host
}

const UTF8 = new TextDecoder('utf-8', { fatal: true })

const takeBody = async (request: IncomingMessage, route: Route) => {
  if (request.method === 'GET' || request.method === 'HEAD') return { ok: true as const, value: undefined }
  const limit = route.formBytes ?? route.rawBodyBytes ?? LIMITS.messageBytes
  try {
    if (route.formBytes !== undefined) return { ok: true as const, value: await spoolForm(request, limit) }
    const bytes = await readBody(request, limit)
    if (route.rawBodyBytes !== undefined) return { ok: true as const, value: bytes }
    if (route.body === undefined) return { ok: true as const, value: undefined }
    const text = UTF8.decode(bytes)
    // A list of entries is looked at one by one: one of them must not take the others down.
    return parse(route.body, text === '' ? undefined : JSON.parse(text), route.documentedBody !== undefined)
  } catch (error) {
    if (error instanceof BodyTooLarge)
      return refuse('too-large', `A body holds at most ${limit} bytes: send it in parts.`)
    if (error instanceof BodyUnreadable && route.formBytes !== undefined)
      return refuse('invalid', 'The body must be a whole form (multipart/form-data).')
    if (error instanceof BodyUnreadable) return refuse('invalid', 'The body can not be read: send it plain or as gzip.')
    // Half a character or another encoding: stored as it looks it would be somebody else's name.
    if (error instanceof TypeError && 'code' in error && error.code === 'ERR_ENCODING_INVALID_ENCODED_DATA')
      return refuse('invalid', 'The body must be UTF-8.')
    if (error instanceof SyntaxError) return refuse('invalid', 'The body must be JSON.')
    throw error
  }
}

const parse = (schema: ZodType | undefined, value: unknown, anyText = false) => {
  if (schema === undefined) return { ok: true as const, value }
  const read = schema.safeParse(value)
  if (!read.success)
    return refuse('invalid', 'Some fields are not as they must be.', { errors: fieldErrors(read.error) })
  const bad = anyText ? null : badTextIn(read.data)
  if (bad === null) return { ok: true as const, value: read.data as unknown }
  const errors = [{ path: bad, code: 'value' as const, message: 'must be well-formed text without NUL' }]
  return refuse('invalid', 'Some fields are not as they must be.', { errors })
}

const fieldErrors = (error: ZodError): FieldError[] =>
  error.issues.map(({ path, message }) => ({
    path: path.map((key) => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`).join(''),
    code: 'value',
    message,
  }))

const stringsOf = (params: Record<string, string | undefined>): Record<string, string> =>
  Object.fromEntries(Object.entries(params).map(([key, value]) => [key, value ?? '']))
