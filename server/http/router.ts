import type { IncomingMessage, ServerResponse } from 'node:http'
import createRouter from 'find-my-way'
import { isContentFault } from '../../db/sql-state'
import { callerOf } from '../caller'
import type { Clock } from '../clock'
import type { Env } from '../env'
import type { Log } from '../log'
import { refuse } from '../outcome'
import { type Patience, TooLate } from '../patience'
import { actorName } from '../people/actor'
import type { Identifier } from '../people/sessions/identify'
import { badTextIn } from './bad-text'
import { callIdOf } from './call-id'
import { barOf, NOT_OF_ROLE } from './may-call'
import { readCall } from './read-call'
import { sendProblem, sendRefusal, sendReply } from './reply'
import type { Route } from './route'

const BASE = '/api/v1'

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
    if (actor === null && !route?.access.open) return sendProblem(response, UNAUTHORIZED)
    if (route === undefined) return sendRefusal(response, NOWHERE)
    const who = actor === null ? 'nobody' : actorName(actor)
    const bar = barOf(route.access, { actor, request, nowMs: clock.now() })
    if (bar === NOT_OF_ROLE) log.info({ actor: who, method, route: route.path }, 'a call was refused: not of this role')
    if (bar !== null) return sendRefusal(response, bar)
    const params = stringsOf(found?.params ?? {})
    if (badTextIn(params) !== null) return sendRefusal(response, NOWHERE)
    const read = await readCall(request, route, search)
    const call = { actor, params, request, address, secure }
    const outcome = read.ok ? await patience.wait(HANDLE_MS, () => route.handle({ ...call, ...read.value })) : read
    if (outcome.ok) return sendReply(response, outcome.value)
    const { kind, errors = [] } = outcome.refusal
    // Who was refused what, and why in a word: never what was sent.
    if (TELLING.has(kind))
      log.info({ actor: who, method, route: route.path, kind, faults: errors.length }, 'a call was refused')
    sendRefusal(response, outcome.refusal)
  }

  return (request: IncomingMessage, response: ServerResponse): void => {
    const id = callIdOf(request)
    response.setHeader('X-Request-Id', id)
    const lines = log.child({ request: id })
    answer(request, response, lines).catch((error: unknown) => {
      if (error instanceof TooLate) lines.error({ method: request.method }, 'a call waited too long for the database')
      else lines.error({ method: request.method, err: error }, 'a call failed')
      if (response.headersSent) response.destroy()
      else sendRefusal(response, isContentFault(error) ? UNSTORABLE : NOT_DONE)
    })
  }
}

const UNAUTHORIZED = {
  type: 'about:blank',
  title: 'Sign in, or send a token',
  status: 401,
  detail: 'People sign in with POST /api/v1/session; devices and programs send Authorization: Bearer TOKEN.',
}

const NOWHERE = refuse('not-found', 'Nothing lies at this address.').refusal

/** Whatever a schema let through that no column holds is the sender's to mend all the same. */
const UNSTORABLE = refuse(
  'invalid',
  'Some value can not be stored: it is too large, too long, or not of its kind.',
).refusal

const NOT_DONE = refuse('busy', 'The server could not do it; nothing of it is promised. Send it again.', {
  retryAfterMs: 1_000,
}).refusal

/** Refusals that may tell of somebody who tries things: what is not his, and what no page of ours sends. */
const TELLING: ReadonlySet<string> = new Set(['invalid', 'forbidden', 'not-found', 'too-large', 'too-many'])

const stringsOf = (params: Record<string, string | undefined>): Record<string, string> =>
  Object.fromEntries(Object.entries(params).map(([key, value]) => [key, value ?? '']))
