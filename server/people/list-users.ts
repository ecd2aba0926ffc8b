import { inScope } from '../../db/access/in-scope'
import type { Role } from '../../db/schema/people'
import type { Core } from '../core'
import type { PersonActor } from './actor'

export interface Account {
  name: string
  displayName: string
  role: Role
  jurisdiction: { code: string; name: string }
  disabled: boolean
  /** Whether sign-in asks for a code of an app. */
  secondFactor: boolean
  /** ISO 8601, null: never, or longer ago than sessions are kept. */
  lastSignInAt: string | null
}

/** The accounts within the actor's jurisdiction, by name. */
export const listUsers = async (core: Core, actor: PersonActor): Promise<Account[]> => {
  const rows = await inScope(
    core.database,
    actor,
    (tx) => tx<(Omit<Account, 'jurisdiction' | 'lastSignInAt'> & { code: string; place: string; last: Date | null })[]>`
    select u.name, u.display_name as "displayName", u.role, j.code, j.name as place,
      u.disabled_at is not null as disabled,
      exists (select from second_factors f where f.user_id = u.id and f.confirmed_at is not null) as "secondFactor",
      (select max(s.created_at) from sessions s where s.user_id = u.id) as last
    from users u join jurisdictions j on j.id = u.jurisdiction_id
    where starts_with(j.path, ${actor.scope}) order by u.name`,
  )
  return rows.map(({ code, place, last, ...user }) => ({
    ...user,
    jurisdiction: { code, name: place },
    lastSignInAt: last?.toISOString() ?? null,
  }))
}
