import type { TransactionSql } from 'postgres'
import { inScope } from '../../db/access/in-scope'
import { writeAudit } from '../audit'
import type { Core } from '../core'
import { done, type Outcome, refuse } from '../outcome'
import type { PersonActor } from '../people/actor'

const NOWHERE = refuse('not-found', 'There is no such jurisdiction within yours.')

interface LockedJurisdiction {
  id: number
  name: string
  parentId: number | null
  hasBoundary: boolean
}

export const lockJurisdiction = async (tx: TransactionSql, code: string): Promise<LockedJurisdiction | null> => {
  const [row] = await tx<LockedJurisdiction[]>`
    select id, name, parent_id as "parentId",
      exists (select from boundaries b where b.jurisdiction_id = j.id) as "hasBoundary"
    from jurisdictions j where code = ${code} for update`
  return row ?? null
}

/** Gives a jurisdiction another name. */
export const renameJurisdiction = async (
  core: Core,
  actor: PersonActor,
  { code, name }: { code: string; name: string },
): Promise<Outcome<{ code: string; name: string }>> => {
  const outcome = await inScope<Outcome<{ code: string; name: string }>>(core.database, actor, async (tx) => {
    const before = await lockJurisdiction(tx, code)
    if (before === null) return NOWHERE
    await tx`update jurisdictions set name = ${name} where id = ${before.id}`
    const line = { actor: actor.name, verb: 'jurisdiction.rename', target: `jurisdiction:${code}` }
    await writeAudit(tx, core.clock.now(), { ...line, before: { name: before.name }, after: { name } })
    return done({ code, name })
  })
  if (outcome.ok) await core.bus.publish('jurisdictions')
  return outcome
}

/** Takes a jurisdiction away that holds nothing: nothing below it, no checkpoint, account, key, staff, closure or roads. */
export const removeJurisdiction = async (
  core: Core,
  actor: PersonActor,
  code: string,
): Promise<Outcome<{ code: string }>> => {
  const outcome = await inScope<Outcome<{ code: string }>>(core.database, actor, async (tx) => {
    const found = await lockJurisdiction(tx, code)
    if (found === null) return NOWHERE
    if (found.parentId === null) return refuse('conflict', 'The highest jurisdiction can not be taken away.')
    const [used] = await tx<{ used: boolean }[]>`
      select exists (select from jurisdictions where parent_id = ${found.id})
        or exists (select from checkpoints where jurisdiction_id = ${found.id})
        or exists (select from users where jurisdiction_id = ${found.id})
        or exists (select from api_keys where jurisdiction_id = ${found.id})
        or exists (select from staff where jurisdiction_id = ${found.id})
        or exists (select from closures where jurisdiction_id = ${found.id})
        or exists (select from networks where jurisdiction_id = ${found.id})
        or exists (select from instructions where jurisdiction_id = ${found.id})
        or exists (select from scenarios where jurisdiction_id = ${found.id}) as used`
    if (used?.used !== false) {
      return refuse('conflict', 'Something lies in it still: move checkpoints, accounts and staff elsewhere first.')
    }
    await tx`delete from jurisdictions where id = ${found.id}`
    const line = { actor: actor.name, verb: 'jurisdiction.remove', target: `jurisdiction:${code}` }
    await writeAudit(tx, core.clock.now(), { ...line, before: { name: found.name } })
    return done({ code })
  })
  if (outcome.ok) await core.bus.publish('jurisdictions')
  return outcome
}
