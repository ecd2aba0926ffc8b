import * as z from 'zod'
import { ROLES } from '../../../db/schema/people'
import { writeAudit } from '../../audit'
import type { Core } from '../../core'
import { done } from '../../outcome'
import type { PersonActor } from '../../people/actor'
import { COOKIE, SECURE_COOKIE } from '../../people/identify'
import { signIn } from '../../people/sign-in'
import { EVERYBODY, openRoute, type Route, route } from '../route'
import { asPerson } from './checkpoints'

const Credentials = z.object({ username: z.string().max(200), password: z.string().max(1_000) })

export const Session = z.object({
  user: z.object({
    name: z.string(),
    displayName: z.string(),
    role: z.enum(ROLES),
    jurisdiction: z.object({ code: z.string(), name: z.string() }),
  }),
  zone: z.string(),
})

export const sessionRoutes = (core: Core): Route[] => [
  openRoute({
    method: 'POST',
    path: '/session',
    summary: 'Signs a person in, with a cookie',
    body: Credentials,
    answers: [
      { status: 200, schema: Session, description: 'Signed in' },
      { status: 401, description: 'The name or the password is wrong' },
      { status: 429, description: 'Too many tries; Retry-After says how long' },
    ],
    handle: async ({ actor, body, address, request }) => {
      const agent = request.headers['user-agent'] ?? null
      const signed = await signIn(core, actor, { ...body, address, agent })
      if (!signed.ok) return signed
      return done({
        json: showSession(core, signed.value.actor),
        headers: sessionCookie(core, signed.value.token),
      })
    },
  }),
  route({
    method: 'GET',
    path: '/session',
    summary: 'Who is signed in',
    access: { roles: EVERYBODY },
    answers: [{ status: 200, schema: Session, description: 'The person, or the program with its role' }],
    handle: async ({ actor }) => done({ json: showSession(core, asPerson(actor)) }),
  }),
  route({
    method: 'DELETE',
    path: '/session',
    summary: 'Signs out',
    access: { roles: EVERYBODY },
    answers: [{ status: 204, description: 'Signed out; its sockets are cut' }],
    handle: async ({ actor, address }) => {
      const { sessionHash, name } = asPerson(actor)
      if (sessionHash !== null) {
        await core.sessions.end(sessionHash)
        await writeAudit(core.database.sql, core.clock.now(), { actor: name, verb: 'session.end', address })
      }
      return done({ headers: sessionCookie(core, null) })
    },
  }),
]

export const showSession = (core: Core, { name, displayName, role, jurisdiction, scope }: PersonActor) => ({
  user: { name: name.replace(/^user:/, ''), displayName, role, jurisdiction },
  zone: core.checkpoints.zone(scope),
})

/** Sets the cookie, or with null takes it away. It has no end of its own: the session in the database has. */
export const sessionCookie = (core: Core, token: string | null): Record<string, string> => {
  const secure = core.env.tls !== null
  const parts = [`${secure ? SECURE_COOKIE : COOKIE}=${token ?? ''}`, 'Path=/', 'HttpOnly', 'SameSite=Lax']
  if (secure) parts.push('Secure')
  if (token === null) parts.push('Max-Age=0')
  return { 'Set-Cookie': parts.join('; ') }
}
