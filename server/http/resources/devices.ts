import * as z from 'zod'
import { Id } from '#protocol/entry'
import type { Core } from '../../core'
import { endDevice } from '../../devices/end-device'
import { DEVICE_FORMATS, exportDevices } from '../../devices/export-devices'
import { listDevices } from '../../devices/list-devices'
import { placeDevice } from '../../devices/place-device'
import { done, refuse } from '../../outcome'
import { asPerson } from '../as-person'
import { type Route, route, WEIGHTY } from '../route'

const Device = z.object({
  id: Id,
  name: z.string(),
  state: z.enum(['active', 'retired', 'lost']),
  checkpoint: z.object({ code: z.string(), name: z.string() }).nullable(),
  pairedAt: z.iso.datetime(),
  lastSeenAt: z.iso.datetime().nullable(),
  version: z.string().nullable(),
  pending: z.int().nullable(),
  battery: z.int().nullable(),
})

export const deviceRoutes = (core: Core): Route[] => [
  route({
    method: 'GET',
    path: '/devices',
    summary: 'The tablets and other devices within the jurisdiction',
    access: { roles: ['admin', 'command', 'supervisor'] },
    answers: [{ status: 200, schema: z.object({ devices: z.array(Device) }), description: 'By place' }],
    handle: async ({ actor }) => done({ json: { devices: await listDevices(core, asPerson(actor)) } }),
  }),
  ...DEVICE_FORMATS.map((format) =>
    route({
      method: 'GET',
      path: `/devices.${format}`,
      summary: 'The tablets and other devices within the jurisdiction, as a table',
      access: { roles: ['admin', 'command', 'supervisor'] },
      handle: async ({ actor, address }) => {
        const { bytes, contentType } = await exportDevices(core, asPerson(actor), { format, address })
        const name = `attachment; filename="tablets.${format}"`
        return done({ bytes, contentType, headers: { 'Content-Disposition': name, 'Cache-Control': 'no-store' } })
      },
    }),
  ),
  route({
    method: 'POST',
    path: '/devices/:id/place',
    summary: 'Moves a device to another checkpoint; what it made before counts where it stood then',
    access: { roles: ['admin'] },
    body: z.object({ checkpoint: z.string().max(40) }),
    answers: [
      { status: 200, schema: z.object({ device: Id, checkpoint: z.string(), pairing: Id }), description: 'Moved' },
      { status: 409, description: 'It is lost or retired' },
    ],
    handle: async ({ actor, params, body }) => {
      const id = Id.safeParse(params.id)
      if (!id.success) return refuse('not-found', 'There is no such device within your jurisdiction.')
      const input = { device: id.data, checkpoint: body.checkpoint }
      const placed = await placeDevice(core, asPerson(actor), input)
      return placed.ok ? done({ json: placed.value }) : placed
    },
  }),
  endRoute(core, 'retire', 'retired', 'Ends a device; for 72 hours it may hand in what it made'),
  endRoute(core, 'lost', 'lost', 'Ends a device that is gone: shut out at once, and told to clear itself'),
]

const endRoute = (core: Core, act: string, as: 'retired' | 'lost', summary: string): Route =>
  route({
    method: 'POST',
    path: `/devices/:id/${act}`,
    summary,
    access: WEIGHTY,
    answers: [{ status: 200, schema: z.object({ id: Id, state: z.enum(['retired', 'lost']) }), description: 'Ended' }],
    handle: async ({ actor, params }) => {
      const id = Id.safeParse(params.id)
      if (!id.success) return refuse('not-found', 'There is no such device within your jurisdiction.')
      const ended = await endDevice(core, asPerson(actor), { device: id.data, as })
      return ended.ok ? done({ json: ended.value }) : ended
    },
  })
