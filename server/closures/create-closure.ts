import type { TransactionSql } from 'postgres'
import { inScope } from '../../db/access/in-scope'
import { sqlState } from '../../db/sql-state'
import { writeAudit } from '../audit'
import type { Core } from '../core'
import { done, type Outcome, refuse } from '../outcome'
import type { PersonActor } from '../people/actor'
import { jurisdictionOf } from '../people/jurisdiction-of'

interface NewClosure {
  /** Null: the next free of F01, F02, … */
  code: string | null
  name: string
  lng: number
  lat: number
  /** Who ordered it, and by which document. */
  authority: string
  document: string
  /** Milliseconds since 1970; null: now. */
  fromMs: number | null
  /** Null: until it is lifted. */
  toMs: number | null
  /** Who answers for it. */
  responsible: string
  /** How it opens in an emergency. */
  emergency: string
  jurisdiction: string | null
}

const UNIQUE_VIOLATION = '23505'

/** Writes down that a road is physically blocked. The coverage follows. */
export const createClosure = async (
  core: Core,
  actor: PersonActor,
  input: NewClosure,
): Promise<Outcome<{ code: string }>> => {
  const now = core.clock.now()
  const fromMs = input.fromMs ?? now
  if (input.toMs !== null && input.toMs <= fromMs) {
    const errors = [{ path: '/to', code: 'value' as const, message: 'must be after from' }]
    return refuse('invalid', 'A closure ends after it begins.', { errors })
  }
  try {
    const outcome = await inScope<Outcome<{ code: string }>>(core.database, actor, async (tx) => {
      const jurisdictionId = await jurisdictionOf(tx, actor, input.jurisdiction)
      if (jurisdictionId === null) return refuse('not-found', 'There is no such jurisdiction within yours.')
      const code = input.code ?? (await nextCode(tx))
      await tx`
        insert into closures (code, name, jurisdiction_id, lng, lat, authority, document, starts_at, ends_at, responsible,
          emergency)
        values (${code}, ${input.name}, ${jurisdictionId}, ${input.lng}, ${input.lat}, ${input.authority},
          ${input.document}, ${new Date(fromMs)}, ${input.toMs === null ? null : new Date(input.toMs)},
          ${input.responsible}, ${input.emergency})`
      const target = `closure:${code}`
      await writeAudit(tx, now, { actor: actor.name, verb: 'closure.create', target, after: input })
      return done({ code })
    })
    if (outcome.ok) await core.bus.publish('closures', [outcome.value.code])
    return outcome
  } catch (error) {
    if (sqlState(error) !== UNIQUE_VIOLATION) throw error
    const errors = [{ path: '/code', code: 'taken' as const, message: 'is or was the code of another closure' }]
    return refuse('conflict', `The code ${input.code} was used before.`, { errors })
  }
}

const nextCode = async (tx: TransactionSql): Promise<string> => {
  const [row] = await tx<{ code: string }[]>`select next_code('closures', 'F') as code`
  if (row === undefined) throw new Error('the database gave no code')
  return row.code
}
