import * as z from 'zod'
import type { Core } from '../../core'
import { changeSettings } from '../../instance/change-settings'
import { makeAdministrator } from '../../instance/make-administrator'
import { setupState } from '../../instance/setup-state'
import { done } from '../../outcome'
import { openingCookies } from '../../people/sessions/cookies'
import { asPerson } from '../as-person'
import { openRoute, type Route, route } from '../route'
import { Session, showSession } from './session'

const Setup = z.object({
  needed: z.boolean(),
  steps: z.object({
    administrator: z.boolean(),
    zone: z.boolean(),
    roads: z.boolean(),
    checkpoint: z.boolean(),
    pairing: z.boolean(),
  }),
})

const Administrator = z.object({
  code: z.string().max(100),
  username: z.string().max(200),
  password: z.string().max(1_000),
  displayName: z.string().max(100).nullish(),
})

const Settings = z.object({
  zone: z.string().max(100),
  name: z.string().max(100).nullish(),
  code: z.string().max(40).nullish(),
})

export const setupRoutes = (core: Core): Route[] => [
  openRoute({
    method: 'GET',
    path: '/setup',
    summary: 'What of the first run is done; open only until there is an administrator',
    answers: [
      { status: 200, schema: Setup, description: 'The steps' },
      { status: 204, description: 'There is an administrator: sign in' },
    ],
    handle: async ({ actor }) => {
      const state = await setupState(core)
      if (!state.steps.administrator || actor?.kind === 'person') return done({ json: state })
      return done({})
    },
  }),
  openRoute({
    method: 'POST',
    path: '/setup/administrator',
    summary: 'The one-time code of a first run makes the first administrator, and signs in',
    body: Administrator,
    answers: [
      { status: 201, schema: Session, description: 'Made, and signed in with a cookie' },
      { status: 401, description: 'The code is not right, or was used' },
      { status: 429, description: 'Too many wrong codes' },
    ],
    handle: async ({ body, address, request, secure }) => {
      const agent = request.headers['user-agent'] ?? null
      const displayName = body.displayName ?? null
      const made = await makeAdministrator(core, { ...body, displayName, address, agent })
      if (!made.ok) return made
      const { token, actor } = made.value
      return done({
        status: 201,
        json: showSession(core, actor),
        headers: { 'Set-Cookie': openingCookies(token, secure) },
      })
    },
  }),
  route({
    method: 'PUT',
    path: '/settings',
    summary: 'Sets the zone of the instance, and what its root jurisdiction is called',
    access: { roles: ['admin'] },
    body: Settings,
    answers: [{ status: 200, schema: Settings, description: 'As they are now' }],
    handle: async ({ actor, body: { zone, name, code } }) => {
      const changed = await changeSettings(core, asPerson(actor), { zone, name: name ?? null, code: code ?? null })
      return changed.ok ? done({ json: changed.value }) : changed
    },
  }),
]
