import * as z from 'zod'
import type { Core } from '../../core'
import { done } from '../../outcome'
import { removeSecondFactorOf } from '../../people/second-factor/remove-second-factor'
import { endSessionOf } from '../../people/sessions/end-session'
import { listSessionsOf } from '../../people/sessions/list-sessions'
import { normaliseName } from '../../people/users/user-name'
import { asPerson } from '../as-person'
import { type Access, type Route, route, WEIGHTY } from '../route'
import { Ended, SessionOfAccount } from './account'

const access = { roles: ['admin'] } satisfies Access

/** What an administrator sees and ends of another's sign-in. */
export const userSessionRoutes = (core: Core): Route[] => [
  route({
    method: 'GET',
    path: '/users/:name/sessions',
    summary: 'The sessions of an account that have not ended',
    access,
    answers: [{ status: 200, schema: z.object({ sessions: z.array(SessionOfAccount) }), description: 'Newest first' }],
    handle: async ({ actor, params }) => {
      const sessions = await listSessionsOf(core, asPerson(actor), { username: normaliseName(params.name ?? '') })
      return sessions.ok ? done({ json: { sessions: sessions.value } }) : sessions
    },
  }),
  route({
    method: 'DELETE',
    path: '/users/:name/sessions',
    summary: 'Ends all sessions of an account',
    access: WEIGHTY,
    answers: [{ status: 200, schema: Ended, description: 'Ended' }],
    handle: async ({ actor, params }) => {
      const username = normaliseName(params.name ?? '')
      const ended = await endSessionOf(core, asPerson(actor), { username, session: null })
      return ended.ok ? done({ json: ended.value }) : ended
    },
  }),
  route({
    method: 'DELETE',
    path: '/users/:name/sessions/:id',
    summary: 'Ends one session of an account',
    access: WEIGHTY,
    answers: [{ status: 200, schema: Ended, description: 'Ended' }],
    handle: async ({ actor, params }) => {
      const username = normaliseName(params.name ?? '')
      const ended = await endSessionOf(core, asPerson(actor), { username, session: params.id ?? '' })
      return ended.ok ? done({ json: ended.value }) : ended
    },
  }),
  route({
    method: 'DELETE',
    path: '/users/:name/second-factor',
    summary: 'Sign-in of an account asks for no code any more, for who lost his app; its sessions end',
    access: WEIGHTY,
    answers: [{ status: 200, schema: z.object({ name: z.string() }), description: 'Removed' }],
    handle: async ({ actor, params }) => {
      const removed = await removeSecondFactorOf(core, asPerson(actor), { username: params.name ?? '' })
      return removed.ok ? done({ json: removed.value }) : removed
    },
  }),
]
