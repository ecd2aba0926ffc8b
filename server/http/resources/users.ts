import * as z from 'zod'
import { ROLES } from '../../../db/schema/people'
import type { Core } from '../../core'
import { done } from '../../outcome'
import { setPassword } from '../../people/passwords/set-password'
import { changeUser } from '../../people/users/change-user'
import { createUser } from '../../people/users/create-user'
import { listUsers } from '../../people/users/list-users'
import { asPerson } from '../as-person'
import { type Access, type Route, route, WEIGHTY } from '../route'

const Account = z.object({
  name: z.string(),
  displayName: z.string(),
  role: z.enum(ROLES),
  jurisdiction: z.object({ code: z.string(), name: z.string() }),
  disabled: z.boolean(),
  secondFactor: z.boolean(),
  lastSignInAt: z.iso.datetime().nullable(),
  givenUntil: z.iso.datetime().nullable(),
})

const NewUser = z.object({
  username: z.string().max(200),
  displayName: z.string().max(100).nullish(),
  role: z.enum(ROLES),
  jurisdiction: z.string().max(40).nullish(),
  password: z.string().max(1_000).nullish(),
})

const UserChange = z.object({
  displayName: z.string().trim().min(1).max(100).nullish(),
  role: z.enum(ROLES).nullish(),
  disabled: z.boolean().nullish(),
})

/** The password stands in the answer only where the server made it. */
const Made = z.object({ name: z.string(), password: z.string().nullable() })

const access = { roles: ['admin'] } satisfies Access

export const userRoutes = (core: Core): Route[] => [
  route({
    method: 'GET',
    path: '/users',
    summary: 'The accounts within the jurisdiction',
    access,
    answers: [{ status: 200, schema: z.object({ users: z.array(Account) }), description: 'By name' }],
    handle: async ({ actor }) => done({ json: { users: await listUsers(core, asPerson(actor)) } }),
  }),
  route({
    method: 'POST',
    path: '/users',
    summary:
      'Makes an account; without a password a random one is made and told once; it is changed at the first sign-in',
    access: WEIGHTY,
    body: NewUser,
    answers: [
      { status: 201, schema: Made, description: 'Made' },
      { status: 409, description: 'There is an account of that name' },
    ],
    handle: async ({ actor, body: { username, role, ...body } }) => {
      const made = await createUser(core, asPerson(actor), {
        username,
        role,
        displayName: body.displayName ?? null,
        jurisdiction: body.jurisdiction ?? null,
        password: body.password ?? null,
        given: true,
      })
      return made.ok ? done({ status: 201, json: made.value }) : made
    },
  }),
  route({
    method: 'POST',
    path: '/users/:name/password',
    summary: 'Gives an account another password, which is changed at the next sign-in, and ends its sessions',
    access: WEIGHTY,
    body: z.object({ password: z.string().max(1_000).nullish() }).nullish(),
    answers: [{ status: 200, schema: Made, description: 'Done' }],
    handle: async ({ actor, params, body }) => {
      const set = await setPassword(core, asPerson(actor), {
        username: params.name ?? '',
        password: body?.password ?? null,
        given: true,
      })
      return set.ok ? done({ json: set.value }) : set
    },
  }),
  route({
    method: 'PATCH',
    path: '/users/:name',
    summary: 'Changes the display name or role of an account, or shuts it',
    access: WEIGHTY,
    body: UserChange,
    answers: [{ status: 200, schema: z.object({ name: z.string() }), description: 'Done' }],
    handle: async ({ actor, params, body: { displayName, role, disabled } }) => {
      const change = { displayName: displayName ?? null, role: role ?? null, disabled: disabled ?? null }
      const changed = await changeUser(core, asPerson(actor), { username: params.name ?? '', change })
      return changed.ok ? done({ json: changed.value }) : changed
    },
  }),
]
