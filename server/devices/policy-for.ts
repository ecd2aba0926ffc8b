import { LIMITS } from '#domain/entries/entry'
import { checklistsOf, levelAt } from '#domain/policy/policy'
import type { Policy, Post } from '#protocol/tablet'
import type { Core } from '../core'
import { type Device, HAND_IN_MS } from './device-directory'

/** Where a device stands; null where it stands nowhere. */
export const postOf = async (core: Core, device: Device): Promise<{ pairing: string; post: Post } | null> => {
  const pairing = device.pairingId === null ? undefined : device.pairings.get(device.pairingId)
  const checkpoint = pairing === undefined ? undefined : core.checkpoints.byId(pairing.checkpointId)
  if (pairing === undefined || checkpoint === undefined) return null
  const [lane] = await core.database.sql<{ name: string; direction: 'in' | 'out' | null }[]>`
    select l.name, l.direction from pairings p join lanes l on l.id = p.lane_id where p.id = ${pairing.id}`
  const { code, name, ring, road, path } = checkpoint
  return {
    pairing: pairing.id,
    post: {
      code,
      name,
      ring,
      road,
      lane: lane?.name ?? null,
      direction: lane?.direction ?? null,
      zone: core.checkpoints.zone(path),
    },
  }
}

/** What a device must know, on connect and on change; null where it stands nowhere. */
export const policyFor = async (core: Core, device: Device, epoch: string): Promise<Policy | null> => {
  const stand = await postOf(core, device)
  if (stand === null) return null
  const { version, document } = core.policy.current
  return {
    epoch,
    version,
    thresholds: document.thresholds,
    recheckMinutes: document.recheckMinutes,
    level: levelAt(document, stand.post.code),
    deadlines: document.deadlines,
    limits: LIMITS,
    riskAreas: document.riskAreas,
    rules: document.rules,
    checklists: checklistsOf(document, stand.post.ring),
    watchlist: document.watchlist,
    seq: await core.devices.maxSeq(device.id),
    pairing: stand.pairing,
    post: stand.post,
    sealTo: core.keys.sealTo,
    ...(device.state === 'retired' && device.endedAtMs !== null
      ? { retired: { until: new Date(device.endedAtMs + HAND_IN_MS).toISOString() } }
      : {}),
  }
}
