import * as z from 'zod'
import { ROLES } from '../../../db/schema/people'
import { writeAudit } from '../../audit'
import type { Core } from '../../core'
import { done } from '../../outcome'
import type { PersonActor } from '../../people/actor'
import { closingCookies, cookieValue, openingCookies, setCookie } from '../../people/sessions/cookies'
import { signIn } from '../../people/sessions/sign-in'
import { asPerson } from '../as-person'
import { EVERYBODY, openRoute, type Route, route } from '../route'

const Credentials = z.object({
  username: z.string().max(200),
  password: z.string().max(1_000),
  code: z.string().max(40).nullish(),
})

export const Session = z.object({
  user: z.object({
    name: z.string(),
    displayName: z.string(),
    role: z.enum(ROLES),
    jurisdiction: z.object({ code: z.string(), name: z.string() }),
  }),
  zone: z.string(),
  /** Signed in as a wall display, which may enter no other room. */
  wall: z.boolean(),
  /** What must be done on the account's page before anything else. */
  owes: z.enum(['password', 'code']).optional(),
})

export const sessionRoutes = (core: Core): Route[] => [
  openRoute({
    method: 'POST',
    path: '/session',
    summary: 'Signs a person in, with a cookie',
    body: Credentials,
    answers: [
      { status: 200, schema: Session, description: 'Signed in' },
      { status: 401, description: 'Name or password is wrong, or a code is wanted too: then `errors` names /code' },
      { status: 429, description: 'Too many tries; Retry-After says how long' },
    ],
    handle: async ({ actor, body, address, request, secure }) => {
      const agent = request.headers['user-agent'] ?? null
      const mark = cookieValue(request.headers.cookie, 'known', secure)
      const signed = await signIn(core, actor, { ...body, code: body.code ?? null, address, agent, mark })
      if (!signed.ok) return signed
      const { token, mark: known, actor: person } = signed.value
      const cookies = [...openingCookies(token, secure), setCookie('known', known, secure)]
      return done({ json: showSession(core, person), headers: { 'Set-Cookie': cookies } })
    },
  }),
  route({
    method: 'GET',
    path: '/session',
    summary: 'Who is signed in',
    access: { roles: EVERYBODY, wall: true, owing: true },
    answers: [{ status: 200, schema: Session, description: 'The person, or the program with its role' }],
    handle: async ({ actor }) => done({ json: showSession(core, asPerson(actor)) }),
  }),
  route({
    method: 'DELETE',
    path: '/session',
    summary: 'Signs out',
    access: { roles: EVERYBODY, wall: true, owing: true },
    answers: [{ status: 204, description: 'Signed out; its sockets are cut' }],
    handle: async ({ actor, address, secure }) => {
      const { sessionHash, name } = asPerson(actor)
      if (sessionHash !== null) {
        await core.sessions.end(sessionHash)
        await writeAudit(core.database.sql, core.clock.now(), { actor: name, verb: 'session.end', address })
      }
      return done({ headers: { 'Set-Cookie': closingCookies(secure) } })
    },
  }),
]

export const showSession = (core: Core, { name, displayName, role, jurisdiction, scope, wall, owes }: PersonActor) => ({
  user: { name: name.replace(/^user:/, ''), displayName, role, jurisdiction },
  zone: core.checkpoints.zone(scope),
  wall: wall === true,
  ...(owes ? { owes } : {}),
})
