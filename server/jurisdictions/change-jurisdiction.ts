import type { TransactionSql } from 'postgres'
import { inScope } from '../../db/access/in-scope'
import { writeAudit } from '../audit'
import type { Core } from '../core'
import { done, type Outcome, refuse } from '../outcome'
import type { PersonActor } from '../people/actor'
import { holdTree } from './hold-tree'
import type { CodesOf } from './list-jurisdictions'

const NOWHERE = refuse('not-found', 'There is no such jurisdiction within yours.')

interface LockedJurisdiction {
  id: number
  name: string
  parentId: number | null
  hasBoundary: boolean
  codes: CodesOf
  givenHours: number | null
}

export const lockJurisdiction = async (tx: TransactionSql, code: string): Promise<LockedJurisdiction | null> => {
  const [row] = await tx<LockedJurisdiction[]>`
    select id, name, parent_id as "parentId", given_hours as "givenHours",
      case when all_codes then 'everybody' when admin_codes then 'administrators' else 'none' end as codes,
      exists (select from boundaries b where b.jurisdiction_id = j.id) as "hasBoundary"
    from jurisdictions j where code = ${code} for update`
  return row ?? null
}

interface JurisdictionChange {
  code: string
  /** Null leaves it, as of the others. */
  name: string | null
  /** Who signs in with a code too, here and below. */
  codes: CodesOf | null
  /** How long a given password signs in; 0: as the one above says. */
  givenHours: number | null
}

/** Gives a jurisdiction another name, or says how its accounts sign in. */
export const changeJurisdiction = async (
  core: Core,
  actor: PersonActor,
  { code, name, codes, givenHours }: JurisdictionChange,
): Promise<Outcome<{ code: string; name: string }>> => {
  const outcome = await inScope<Outcome<{ code: string; name: string }>>(core.database, actor, async (tx) => {
    const found = await lockJurisdiction(tx, code)
    if (found === null) return NOWHERE
    const { id, parentId: _, hasBoundary: __, ...before } = found
    const after = {
      name: name ?? before.name,
      codes: codes ?? before.codes,
      givenHours: givenHours === null ? before.givenHours : givenHours || null,
    }
    await tx`
      update jurisdictions set name = ${after.name}, admin_codes = ${after.codes !== 'none'},
        all_codes = ${after.codes === 'everybody'}, given_hours = ${after.givenHours}
      where id = ${id}`
    const verb = codes === null && givenHours === null ? 'jurisdiction.rename' : 'jurisdiction.sign-in'
    const line = { actor: actor.name, verb, target: `jurisdiction:${code}` }
    await writeAudit(tx, core.clock.now(), { ...line, before, after })
    return done({ code, name: after.name })
  })
  if (outcome.ok) await core.bus.publish('jurisdictions')
  // Whoever is signed in without a code, and must have one now, sees nothing more of the live picture.
  if (outcome.ok && codes !== null && codes !== 'none') await core.bus.publish('sessions')
  return outcome
}

/** Takes a jurisdiction away that holds nothing: nothing below it, no checkpoint, account, key, staff, closure or roads. */
export const removeJurisdiction = async (
  core: Core,
  actor: PersonActor,
  code: string,
): Promise<Outcome<{ code: string }>> => {
  const outcome = await inScope<Outcome<{ code: string }>>(core.database, actor, async (tx) => {
    await holdTree(tx)
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
