import { randomBytes } from 'node:crypto'
import type { AlertKind } from '#domain/alerts/alert-kinds'
import { DAY_MS } from '#domain/instant'
import { uuidV7 } from '#domain/uuid'
import { inScope } from '../../db/access/in-scope'
import { writeAudit } from '../audit'
import type { Core } from '../core'
import { done, type Outcome, refuse } from '../outcome'
import type { PersonActor } from '../people/actor'

/** Nobody forgets a point for longer. */
const LONGEST_MS = 31 * DAY_MS

interface PauseInput {
  from: Date
  to: Date
  reason: string
  kinds: readonly AlertKind[]
  /** Code; the actor's own where it is null. */
  jurisdiction: string | null
  /** Codes; all of the jurisdiction where it is null. */
  checkpoints: readonly string[] | null
}

/** 计划停用: for a time nothing of these kinds is raised for these points. What was raised before stays. */
export const makePause = async (
  core: Core,
  actor: PersonActor,
  input: PauseInput,
): Promise<Outcome<{ id: string }>> => {
  const { from, to, reason, kinds, checkpoints } = input
  const now = core.clock.now()
  if (to <= from) return invalid('/to', 'must be after it begins', 'A pause ends after it begins.')
  if (to.getTime() <= now) return invalid('/to', 'must lie ahead', 'A pause that is over keeps nothing back.')
  if (to.getTime() - from.getTime() > LONGEST_MS) {
    return invalid('/to', 'must be within 31 days of its beginning', 'A pause is 31 days long at most.')
  }
  const code = input.jurisdiction ?? actor.jurisdiction.code
  const place = core.checkpoints.jurisdiction(code)
  if (place === undefined || !place.path.startsWith(actor.scope)) {
    return invalid('/jurisdiction', 'must be one that you may see', `There is no jurisdiction ${code} within yours.`)
  }
  const ids: number[] = []
  for (const [index, name] of (checkpoints ?? []).entries()) {
    const checkpoint = core.checkpoints.byCode(name)
    if (checkpoint === undefined || !checkpoint.path.startsWith(place.path)) {
      return invalid(`/checkpoints/${index}`, 'must be one that you may see', `There is no checkpoint ${name} there.`)
    }
    ids.push(checkpoint.id)
  }
  const id = uuidV7(now, randomBytes(16))
  await inScope(core.database, actor, async (tx) => {
    await tx`
      insert into alert_pauses (id, starts_at, ends_at, reason, kinds, jurisdiction_id, checkpoint_ids, made_by, maker)
      values (${id}, ${from}, ${to}, ${reason}, ${[...kinds]}::text[], ${place.id},
        ${checkpoints === null ? null : ids}::int[], ${actor.name}, ${actor.displayName})`
    const after = { from: from.toISOString(), to: to.toISOString(), kinds, jurisdiction: code, checkpoints }
    await writeAudit(tx, now, { actor: actor.name, verb: 'alert.pause', target: `pause:${id}`, after, reason })
  })
  return done({ id })
}

const invalid = (path: string, message: string, detail: string) =>
  refuse('invalid', detail, { errors: [{ path, code: 'value', message }] })
