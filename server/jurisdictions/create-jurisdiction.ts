import { inScope } from '../../db/access/in-scope'
import { sqlState } from '../../db/sql-state'
import { writeAudit } from '../audit'
import type { Core } from '../core'
import { done, type Outcome, refuse } from '../outcome'
import type { PersonActor } from '../people/actor'
import { holdTree } from './hold-tree'
import type { ListedJurisdiction } from './list-jurisdictions'

export const LEVELS = ['city', 'county', 'town', 'village', 'group'] as const

interface NewJurisdiction {
  code: string
  name: string
  level: ListedJurisdiction['level']
  parent: string
}

const UNIQUE_VIOLATION = '23505'

/** Puts a jurisdiction below another, of a lower level. */
export const createJurisdiction = async (
  core: Core,
  actor: PersonActor,
  input: NewJurisdiction,
): Promise<Outcome<{ code: string; name: string }>> => {
  const { code, name, level } = input
  try {
    const outcome = await inScope<Outcome<{ code: string; name: string }>>(core.database, actor, async (tx) => {
      await holdTree(tx)
      const [parent] = await tx<{ id: number; path: string; level: ListedJurisdiction['level'] }[]>`
        select id, path, level from jurisdictions where code = ${input.parent} for share`
      if (parent === undefined) return refuse('not-found', 'There is no such jurisdiction within yours.')
      if (LEVELS.indexOf(level) <= LEVELS.indexOf(parent.level)) {
        const errors = [{ path: '/level', code: 'value' as const, message: `must be below ${parent.level}` }]
        return refuse('invalid', 'A jurisdiction lies below one of a higher level.', { errors })
      }
      await tx`
        insert into jurisdictions (id, code, name, level, parent_id, path) overriding system value
        select id, ${code}, ${name}, ${level}, ${parent.id}, ${parent.path} || id || '/'
        from (select nextval(pg_get_serial_sequence('jurisdictions', 'id'))::int as id) next`
      const target = `jurisdiction:${code}`
      await writeAudit(tx, core.clock.now(), { actor: actor.name, verb: 'jurisdiction.create', target, after: input })
      return done({ code, name })
    })
    if (outcome.ok) await core.bus.publish('jurisdictions')
    return outcome
  } catch (error) {
    if (sqlState(error) !== UNIQUE_VIOLATION) throw error
    const errors = [{ path: '/code', code: 'taken' as const, message: 'is the code of another jurisdiction' }]
    return refuse('conflict', `The code ${code} is taken.`, { errors })
  }
}
