import * as z from 'zod'
import type { Core } from '../../core'
import { done } from '../../outcome'
import { changeOwnPassword } from '../../people/passwords/change-own-password'
import { showPassword } from '../../people/passwords/show-password'
import { beginSecondFactor } from '../../people/second-factor/begin-second-factor'
import { confirmSecondFactor } from '../../people/second-factor/confirm-second-factor'
import { removeOwnSecondFactor } from '../../people/second-factor/remove-second-factor'
import { openingCookies } from '../../people/sessions/cookies'
import { endOwnSessions } from '../../people/sessions/end-own-sessions'
import { readAccount } from '../../people/users/read-account'
import { asPerson } from '../as-person'
import { type Access, EVERYBODY, type Route, route } from '../route'

export const SessionOfAccount = z.object({
  id: z.string(),
  signedInAt: z.iso.datetime(),
  usedAt: z.iso.datetime(),
  endsAt: z.iso.datetime(),
  address: z.string().nullable(),
  agent: z.string().nullable(),
  wall: z.boolean(),
})

const OwnAccount = z.object({
  secondFactorSince: z.iso.datetime().nullable(),
  recoveryCodesLeft: z.int(),
  sessions: z.array(SessionOfAccount.extend({ current: z.boolean() })),
})

export const Ended = z.object({ ended: z.int() })
const Password = z.object({ password: z.string().max(1_000) })
const PasswordChange = Password.extend({ newPassword: z.string().max(1_000) })

const access = { roles: EVERYBODY, owing: true } satisfies Access

/** One's own account. */
export const accountRoutes = (core: Core): Route[] => [
  route({
    method: 'GET',
    path: '/account',
    summary: 'One’s own account: its sessions, and whether sign-in asks for a code',
    access,
    answers: [{ status: 200, schema: OwnAccount, description: 'The account' }],
    handle: async ({ actor }) => {
      const account = await readAccount(core, asPerson(actor))
      return account.ok ? done({ json: account.value }) : account
    },
  }),
  route({
    method: 'PUT',
    path: '/account/password',
    summary: 'Another password for one’s own account; its other sessions end',
    access,
    body: PasswordChange,
    answers: [
      { status: 200, schema: Ended, description: 'Changed' },
      { status: 403, description: 'The old password is wrong' },
    ],
    handle: async ({ actor, body, address }) => {
      const changed = await changeOwnPassword(core, asPerson(actor), { ...body, address })
      return changed.ok ? done({ json: changed.value }) : changed
    },
  }),
  route({
    method: 'POST',
    path: '/account/password/again',
    summary: 'Shows one’s own password again, which calls that weigh ask for ten minutes after it was shown last',
    access,
    body: Password,
    answers: [
      { status: 204, description: 'It is' },
      { status: 403, description: 'The password is wrong' },
    ],
    handle: async ({ actor, body, address }) => {
      const shown = await showPassword(core, asPerson(actor), { ...body, address })
      return shown.ok ? done({}) : shown
    },
  }),
  route({
    method: 'POST',
    path: '/account/sessions/end',
    summary: 'Ends one other session of one’s own account, or with null all but this one',
    access,
    body: Password.extend({ session: z.string().max(40).nullish() }),
    answers: [
      { status: 200, schema: Ended, description: 'Ended' },
      { status: 403, description: 'The password is wrong' },
    ],
    handle: async ({ actor, body }) => {
      const { password, session = null } = body
      const ended = await endOwnSessions(core, asPerson(actor), { password, session })
      return ended.ok ? done({ json: ended.value }) : ended
    },
  }),
  route({
    method: 'POST',
    path: '/account/second-factor',
    summary: 'Makes the secret for an app that shows codes (TOTP); in force once a code confirms it',
    access,
    body: Password,
    answers: [
      { status: 200, schema: z.object({ secret: z.string(), uri: z.string() }), description: 'For the app, told once' },
      { status: 409, description: 'Codes are asked for already' },
    ],
    handle: async ({ actor, body }) => {
      const begun = await beginSecondFactor(core, asPerson(actor), body)
      return begun.ok ? done({ json: begun.value }) : begun
    },
  }),
  route({
    method: 'PUT',
    path: '/account/second-factor',
    summary: 'A first code of the app: from now on sign-in asks for one; all sessions end and a new one begins',
    access,
    body: z.object({ code: z.string().max(40) }),
    answers: [
      {
        status: 200,
        schema: z.object({ recoveryCodes: z.array(z.string()) }),
        description: 'For who loses the app; each works once, told once',
      },
    ],
    handle: async ({ actor, body, address, request, secure }) => {
      const agent = request.headers['user-agent'] ?? null
      const confirmed = await confirmSecondFactor(core, asPerson(actor), { ...body, address, agent })
      if (!confirmed.ok) return confirmed
      const { recoveryCodes, token } = confirmed.value
      return done({ json: { recoveryCodes }, headers: { 'Set-Cookie': openingCookies(token, secure) } })
    },
  }),
  route({
    method: 'POST',
    path: '/account/second-factor/remove',
    summary: 'Sign-in asks for no code any more',
    access,
    body: Password,
    answers: [{ status: 204, description: 'Removed' }],
    handle: async ({ actor, body, address }) => {
      const removed = await removeOwnSecondFactor(core, asPerson(actor), { ...body, address })
      return removed.ok ? done({}) : removed
    },
  }),
]
