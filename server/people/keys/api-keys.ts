import type { Sql } from 'postgres'
import type { Role } from '../../../db/schema/people'
import { hashToken } from '../../devices/device-directory'
import type { GateActor, PersonActor } from '../actor'

/** Keys begin with this, tokens of devices do not. */
export const KEY_PREFIX = 'kk_'

/** Who holds this key; null where it is unknown or revoked. */
export const findKey = async (sql: Sql, key: string): Promise<PersonActor | GateActor | null> => {
  const [row] = await sql<
    { id: string; role: Role | 'gate'; name: string; scope: string; code: string; jurisdiction: string }[]
  >`
    select k.id, k.role, k.name, j.path as scope, j.code, j.name as jurisdiction
    from api_keys k join jurisdictions j on j.id = k.jurisdiction_id
    where k.key_hash = ${hashToken(key)} and k.revoked_at is null`
  if (row === undefined) return null
  if (row.role === 'gate') return { kind: 'gate', keyId: row.id, scope: row.scope }
  return {
    kind: 'person',
    name: `key:${row.id}`,
    userId: null,
    displayName: row.name,
    role: row.role,
    scope: row.scope,
    jurisdiction: { code: row.code, name: row.jurisdiction },
    sessionHash: null,
  }
}
