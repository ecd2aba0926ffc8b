import * as z from 'zod'
import { PairingAnswer, PairingRequest } from '#protocol/pairing'
import type { Core } from '../../core'
import { issuePairingCode } from '../../devices/issue-pairing-code'
import { pairDevice } from '../../devices/pair-device'
import { done } from '../../outcome'
import { asPerson } from '../as-person'
import { openRoute, type Route, route } from '../route'

const CodeRequest = z.object({ lane: z.string().max(40).nullish() }).nullish()

const IssuedCode = z.object({
  code: z.string(),
  checkpoint: z.string(),
  lane: z.string().nullable(),
  expiresAt: z.iso.datetime(),
})

export const pairingRoutes = (core: Core): Route[] => [
  openRoute({
    method: 'POST',
    path: '/pairings',
    summary: 'Pairs a tablet by the code that the office gave out',
    body: PairingRequest,
    answers: [
      { status: 201, schema: PairingAnswer, description: 'Paired; the same code and claim give it again' },
      { status: 404, description: 'There is no such code' },
      { status: 410, description: 'The code is over ten minutes old, or was used' },
      { status: 429, description: 'Five wrong codes from this address in ten minutes' },
    ],
    handle: async ({ body, address }) => {
      const paired = await pairDevice(core, address, body)
      return paired.ok ? done({ status: 201, json: paired.value }) : paired
    },
  }),
  route({
    method: 'POST',
    path: '/checkpoints/:code/pairing-codes',
    summary: 'A code that pairs one tablet with the checkpoint, for ten minutes',
    access: { roles: ['admin', 'command'] },
    body: CodeRequest,
    answers: [{ status: 201, schema: IssuedCode, description: 'The code, told once' }],
    handle: async ({ actor, params, body }) => {
      const issued = await issuePairingCode(core, asPerson(actor), {
        checkpoint: params.code ?? '',
        lane: body?.lane ?? null,
      })
      return issued.ok ? done({ status: 201, json: issued.value }) : issued
    },
  }),
]
