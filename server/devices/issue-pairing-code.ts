import { randomBytes } from 'node:crypto'
import { crockfordCode } from '#domain/crockford'
import { DAY_MS, MINUTE_MS } from '#domain/instant'
import { inScope } from '../../db/access/in-scope'
import { writeAudit } from '../audit'
import type { Core } from '../core'
import { done, type Outcome, refuse } from '../outcome'
import type { PersonActor } from '../people/actor'
import { hashToken } from './device-directory'

export const PAIRING_CODE_LENGTH = 8
const LIFETIME_MS = 10 * MINUTE_MS
/** Codes are forgotten this long after their end; until then a lost answer can be asked for again. */
const FORGET_MS = 7 * DAY_MS

interface IssuedCode {
  code: string
  checkpoint: string
  lane: string | null
  expiresAt: string
}

/** A code that pairs one tablet with a checkpoint, within ten minutes. */
export const issuePairingCode = async (
  core: Core,
  actor: PersonActor,
  { checkpoint: checkpointCode, lane }: { checkpoint: string; lane: string | null },
): Promise<Outcome<IssuedCode>> =>
  inScope<Outcome<IssuedCode>>(core.database, actor, async (tx) => {
    const [place] = await tx<{ id: number; laneId: number | null }[]>`
      select c.id, (select l.id from lanes l where l.checkpoint_id = c.id and l.name = ${lane}) as "laneId"
      from checkpoints c join jurisdictions j on j.id = c.jurisdiction_id
      where c.code = ${checkpointCode} and starts_with(j.path, ${actor.scope})`
    if (place === undefined) return refuse('not-found', 'There is no such checkpoint within your jurisdiction.')
    if (lane !== null && place.laneId === null) return refuse('not-found', 'The checkpoint has no lane of that name.')
    const now = core.clock.now()
    const code = crockfordCode(randomBytes(PAIRING_CODE_LENGTH))
    const expiresAt = new Date(now + LIFETIME_MS)
    await tx`delete from pairing_codes where expires_at < ${new Date(now - FORGET_MS)}`
    await tx`
      insert into pairing_codes (code_hash, checkpoint_id, lane_id, expires_at)
      values (${hashToken(code)}, ${place.id}, ${place.laneId}, ${expiresAt})`
    const target = `checkpoint:${checkpointCode}`
    await writeAudit(tx, now, { actor: actor.name, verb: 'pairing-code.issue', target })
    return done({ code, checkpoint: checkpointCode, lane, expiresAt: expiresAt.toISOString() })
  })
