import { LIMITS } from '#domain/entries/entry'
import { RelayContent, type RelayFile, type RelayPart } from '#protocol/relay'
import { isSignedBy, openRelayPart } from '#protocol/relay-seal'
import type { Result } from '#protocol/results'
import { writeAudit } from '../audit'
import type { Core } from '../core'
import { entrySource, hashToken, type KnownDevice, standsAt } from '../devices/device-directory'
import type { EntrySource } from '../entries/entry-source'
import type { Ingest } from '../entries/ingest'
import type { ItemDesk } from '../items/item-desk'
import { done, type Outcome, refuse } from '../outcome'
import { type Actor, actorName } from '../people/actor'

/** A part is what a message could have held. */
const MAX_PART_BYTES = LIMITS.messageBytes

interface Desks {
  ingest: Pick<Ingest, 'submit'>
  items: Pick<ItemDesk, 'submit'>
}

interface Opened {
  device: KnownDevice
  content: RelayContent
}

/**
 * Takes in a rescued outbox: each entry and item counts as that of the device which made it, as if it had sent it itself.
 * The file proves itself, so that anybody may carry it; importing it twice does no harm. All parts are opened before the
 * first is stored.
 */
export const importRelay = async (
  core: Core,
  desks: Desks,
  actor: Actor,
  { file, allowLost }: { file: RelayFile; allowLost: boolean },
): Promise<Outcome<{ results: Result[]; epoch: string }>> => {
  if (allowLost && !(actor.kind === 'person' && actor.role === 'admin')) {
    return refuse('forbidden', 'Only an administrator may allow the outbox of a lost device.')
  }
  const opened: Opened[] = []
  for (const [index, part] of file.parts.entries()) {
    const one = await openPart(core, part, index, allowLost)
    if (!one.ok) return one
    if (one.value.device.state === 'lost' && !isWithin(core, actor, one.value.device)) return LOST
    opened.push(one.value)
  }
  const results: Result[] = []
  let epoch = ''
  for (const { device, content } of opened) {
    const source = { ...entrySource(device), retired: device.state !== 'active' }
    for (const [desk, made] of [
      [desks.ingest, content.entries],
      [desks.items, content.items],
    ] as const) {
      if (made.length === 0) continue
      const answer = await submit(desk, source, made)
      if ('busy' in answer) {
        const detail = 'The server can not take more now. Send the file again: what was taken is not taken twice.'
        return refuse('busy', detail, { retryAfterMs: answer.retryAfterMs })
      }
      results.push(...answer.results)
      epoch = answer.epoch
    }
  }
  await keepTrace(core, actor, opened, results)
  return done({ results, epoch })
}

const LOST = refuse(
  'forbidden',
  'The device was reported lost: an administrator of where it stood must allow what it made.',
)

/** What a lost device made is for those to take who answer for the place where it stood. */
const isWithin = ({ checkpoints }: Core, actor: Actor, device: KnownDevice): boolean => {
  const place = standsAt(device)
  const path = place === null ? undefined : checkpoints.byId(place)?.path
  return actor.kind === 'person' && (path ?? checkpoints.root()?.path ?? '/').startsWith(actor.scope)
}

const submit = (desk: Desks['ingest' | 'items'], source: EntrySource, made: readonly unknown[]) =>
  desk.submit(source, made)

const openPart = async (core: Core, part: RelayPart, index: number, allowLost: boolean): Promise<Outcome<Opened>> => {
  const at = `/parts/${index}`
  const wrong = (path: string, detail: string, message: string) =>
    refuse('invalid', detail, { errors: [{ path: at + path, code: 'value', message }] })
  const device = await core.devices.byId(part.device)
  if (device === null) return wrong('/device', 'This server does not know the device of the file.', 'is not known here')
  if (device.state === 'lost' && !allowLost) return LOST
  const key = /^\d{1,9}$/.test(part.to) ? core.keys.copiesKey(Number(part.to)) : null
  if (key === null) return refuse('gone', 'The file was sealed to a key that this server no longer has.')
  const bytes = Buffer.from(key.export({ format: 'der', type: 'pkcs8' }))
  const curve = { name: 'ECDH', namedCurve: 'P-256' }
  const privateKey = await crypto.subtle.importKey('pkcs8', bytes, curve, false, ['deriveBits'])
  const read = RelayContent.safeParse(await openRelayPart(crypto, part, privateKey, MAX_PART_BYTES))
  if (!read.success) return wrong('/box', 'A part of the file can not be opened: it is damaged.', 'can not be opened')
  const content = read.data
  if (!(await isProved(part, content, device))) {
    return wrong('/signature', 'A part of the file does not prove that its device made it.', 'does not fit the device')
  }
  return done({ device, content })
}

/** Signed by the device's key; or, where that has none, bearing its token, which only its device and we could seal in. */
const isProved = async (part: RelayPart, content: RelayContent, device: KnownDevice): Promise<boolean> => {
  const { publicKey, tokenHash } = device
  if (publicKey !== null && part.signature) return isSignedBy(crypto, part, publicKey)
  return typeof content.token === 'string' && hashToken(content.token).equals(tokenHash)
}

const keepTrace = async (
  core: Core,
  actor: Actor,
  opened: readonly Opened[],
  results: readonly Result[],
): Promise<void> => {
  const devices = [...new Set(opened.map(({ device }) => device.id))]
  const count = (status: Result['status']) => results.filter((result) => result.status === status).length
  const after = { stored: count('stored'), duplicate: count('duplicate'), rejected: count('rejected') }
  const where = actor.kind === 'person' ? { scope: actor.scope, address: actor.address ?? null } : {}
  for (const device of devices) {
    const line = { actor: actorName(actor), verb: 'relay.import', target: `device:${device}`, after, ...where }
    await writeAudit(core.database.sql, core.clock.now(), line)
  }
}
