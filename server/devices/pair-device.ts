import { createHash, createHmac, type JsonWebKey, randomBytes } from 'node:crypto'
import type { TransactionSql } from 'postgres'
import { readCrockford } from '#domain/crockford'
import { uuidV7 } from '#domain/uuid'
import type { PairingAnswer, PairingRequest } from '#protocol/pairing'
import { writeAudit } from '../audit'
import type { Core } from '../core'
import { done, type Outcome, refuse } from '../outcome'
import { DEVICE_TOKEN_PREFIX } from './create-device'
import { hashToken } from './device-directory'
import type { DeviceKey } from './device-key'
import { isDeviceProof, readDeviceKey } from './device-proof'
import { PAIRING_CODE_LENGTH } from './issue-pairing-code'
import { postOf } from './policy-for'
import { startPairing } from './start-pairing'

interface CodeRow {
  checkpointId: number
  laneId: number | null
  expiresAt: Date
  claim: string | null
  deviceId: string | null
}

type Taken = { kind: 'wrong' | 'over' | 'spent' | 'ended' } | { kind: 'paired'; device: string; fresh: boolean }

/**
 * Pairs a tablet by its code. Nothing secret is stored: the token follows from code and claim, so a lost answer is made
 * again for the same claim, and for nobody else.
 */
export const pairDevice = async (
  core: Core,
  address: string | null,
  request: PairingRequest,
): Promise<Outcome<PairingAnswer>> => {
  const key = request.key ? readDeviceKey(request.key) : null
  if (request.key && key === null) {
    const errors = [{ path: '/key', code: 'value' as const, message: 'must be a public JWK on P-256' }]
    return refuse('invalid', 'The key can not be used.', { errors })
  }
  const code = readCrockford(request.code, PAIRING_CODE_LENGTH)
  const token = tokenOf(core.secret, code ?? '', request.claim)
  const tried = await core.attempts.tryCode<Taken>('pairing', address, async () => {
    const value: Taken =
      code === null
        ? { kind: 'wrong' }
        : await core.database.sql.begin((tx) => take(core, tx, { code, token, key, address, request }))
    return { right: value.kind === 'paired', value }
  })
  if ('waitMs' in tried)
    return refuse('too-many', 'Too many wrong codes. Wait, then try again.', { retryAfterMs: tried.waitMs })
  const taken = tried.value
  if (taken.kind !== 'paired') return refuse(taken.kind === 'wrong' ? 'not-found' : 'gone', REFUSED[taken.kind])
  if (taken.fresh) await core.bus.publish('devices', [taken.device])
  const device = await core.devices.find(token)
  const stand = device === null ? null : await postOf(core, device)
  if (stand === null) return refuse('gone', REFUSED.ended)
  const { pairing, post } = stand
  return done({ token, device: taken.device, checkpoint: post.code, pairing, sealTo: core.keys.sealTo, post })
}

const REFUSED = {
  wrong: 'There is no such code. Read it again, or ask for a new one.',
  over: 'The code is over ten minutes old. Ask for a new one.',
  spent: 'The code was used by another tablet. Ask for a new one.',
  ended: 'What this code gave has ended since. Ask for a new one.',
}

const tokenOf = (secret: Buffer, code: string, claim: string): string =>
  DEVICE_TOKEN_PREFIX + createHmac('sha256', secret).update(`pairing|${code}|${claim}`).digest('base64url')

/**
 * What is kept of a claim, in the shape of one: the token follows from code, claim and a secret of the database, and a
 * code of 40 bits is soon guessed by its hash, so the claim itself must not lie beside it.
 */
const claimDigest = (claim: string): string =>
  createHash('sha256')
    .update(`claim|${claim}`)
    .digest('hex')
    .slice(0, 32)
    .replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')

interface Claim {
  code: string
  token: string
  key: DeviceKey | null
  address: string | null
  request: PairingRequest
}

const take = async (core: Core, tx: TransactionSql, claim: Claim): Promise<Taken> => {
  const { code, token, key, address, request } = claim
  const codeHash = hashToken(code)
  const [row] = await tx<CodeRow[]>`
    select checkpoint_id as "checkpointId", lane_id as "laneId", expires_at as "expiresAt", claim,
      device_id as "deviceId"
    from pairing_codes where code_hash = ${codeHash} for update`
  if (row === undefined) return { kind: 'wrong' }
  const tokenHash = hashToken(token)
  if (row.claim !== null) {
    if (row.claim !== claimDigest(request.claim)) return { kind: 'spent' }
    const [device] = await tx<{ id: string }[]>`
      select id from devices where id = ${row.deviceId} and token_hash = ${tokenHash} and state = 'active'`
    return device === undefined ? { kind: 'ended' } : { kind: 'paired', device: device.id, fresh: false }
  }
  const now = core.clock.now()
  if (row.expiresAt.getTime() <= now) return { kind: 'over' }
  const before = await knownDevice(tx, request)
  const id = before ?? uuidV7(now, randomBytes(16))
  const publicKey = key === null ? null : JSON.stringify(key)
  await tx`
    insert into devices (id, token_hash, public_key, created_at)
    values (${id}, ${tokenHash}, ${publicKey}::text::jsonb, ${new Date(now)})
    on conflict (id) do update set token_hash = excluded.token_hash, state = 'active', ended_at = null,
      public_key = coalesce(excluded.public_key, devices.public_key)`
  const pairing = await startPairing(tx, now, { deviceId: id, checkpointId: row.checkpointId, laneId: row.laneId })
  await tx`
    update pairing_codes set claim = ${claimDigest(request.claim)}, device_id = ${id}, pairing_id = ${pairing}
    where code_hash = ${codeHash}`
  const after = { pairing, checkpoint: row.checkpointId, kept: before !== null }
  await writeAudit(tx, now, { actor: `device:${id}`, verb: 'device.pair', target: `device:${id}`, after, address })
  return { kind: 'paired', device: id, fresh: true }
}

/** The device that it says it was, where it proves it and was not reported lost; else it becomes a new one. */
const knownDevice = async (tx: TransactionSql, { device, claim }: PairingRequest): Promise<string | null> => {
  if (!device) return null
  const [known] = await tx<{ tokenHash: Buffer; publicKey: JsonWebKey | null }[]>`
    select token_hash as "tokenHash", public_key as "publicKey" from devices
    where id = ${device.id} and state <> 'lost' for update`
  return known !== undefined && isDeviceProof(known, claim, device.proof) ? device.id : null
}
