import { GateStatus, type Status } from '#protocol/tablet'
import type { Core } from '../../core'
import type { Board } from '../../live/board'
import type { Heartbeats } from '../../live/heartbeats'
import { done, type Outcome, refuse } from '../../outcome'
import type { DeviceActor, GateActor } from '../../people/actor'
import { type Route, route } from '../route'

export const statusRoutes = (core: Core, live: { board: Board; heartbeats: Heartbeats }): Route[] => [
  route({
    method: 'POST',
    path: '/status',
    summary: 'A sign of life of a gate or device that has nothing else to say',
    access: { roles: [], devices: true, gates: true },
    body: GateStatus,
    answers: [{ status: 204, description: 'Taken' }],
    handle: async ({ actor, body }) => {
      if (actor.kind === 'person') return refuse('forbidden', 'Only devices and gates send their status.')
      const taken = takeStatus(core, live, actor, body)
      return taken.ok ? done({}) : taken
    },
  }),
]

/** Takes in a sign of life by HTTP. A gate names its checkpoint; a device's is where it stands. */
const takeStatus = (
  core: Core,
  live: { board: Board; heartbeats: Heartbeats },
  actor: DeviceActor | GateActor,
  { checkpoint: code, ...status }: Status & { checkpoint?: string | null | undefined },
): Outcome<null> => {
  const now = core.clock.now()
  if (actor.kind === 'gate') {
    const checkpoint = code ? core.checkpoints.byCode(code) : undefined
    if (checkpoint === undefined || !checkpoint.path.startsWith(actor.scope)) {
      const errors = [{ path: '/checkpoint', code: 'value' as const, message: 'must name one that this key may use' }]
      return refuse('invalid', 'A gate names its checkpoint.', { errors })
    }
    live.board.hear(checkpoint.id, actor.keyId, status, now)
    return done(null)
  }
  const { device } = actor
  live.heartbeats.put(device.id, {
    battery: status.battery ?? null,
    pending: status.pending ?? null,
    version: status.version ?? null,
  })
  const pairing = device.pairingId === null ? undefined : device.pairings.get(device.pairingId)
  // A retired one hands in, but no checkpoint is at work for its sake.
  if (pairing !== undefined && device.state === 'active') live.board.hear(pairing.checkpointId, device.id, status, now)
  return done(null)
}
