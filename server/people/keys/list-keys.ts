import { inScope } from '../../../db/access/in-scope'
import type { Role } from '../../../db/schema/people'
import type { Core } from '../../core'
import type { PersonActor } from '../actor'

interface ProgramKey {
  id: string
  name: string
  role: Role | 'gate'
  jurisdiction: { code: string; name: string }
  createdAt: string
  revokedAt: string | null
}

/** The keys of programs within the actor's jurisdiction, newest first. The keys themselves are known to their holders alone. */
export const listKeys = async (core: Core, actor: PersonActor): Promise<ProgramKey[]> => {
  const rows = await inScope(
    core.database,
    actor,
    (tx) => tx<
      {
        id: string
        name: string
        role: Role | 'gate'
        code: string
        place: string
        created: Date
        revoked: Date | null
      }[]
    >`
    select k.id, k.name, k.role, j.code, j.name as place, k.created_at as created, k.revoked_at as revoked
    from api_keys k join jurisdictions j on j.id = k.jurisdiction_id
    where starts_with(j.path, ${actor.scope}) order by k.created_at desc, k.id`,
  )
  return rows.map(({ id, name, role, code, place, created, revoked }) => ({
    id,
    name,
    role,
    jurisdiction: { code, name: place },
    createdAt: created.toISOString(),
    revokedAt: revoked?.toISOString() ?? null,
  }))
}
