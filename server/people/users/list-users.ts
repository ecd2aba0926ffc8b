import { inScope } from '../../../db/access/in-scope'
import type { Role } from '../../../db/schema/people'
import type { Core } from '../../core'
import type { PersonActor } from '../actor'

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
  /** ISO 8601: until then a password that somebody gave signs in. Null: its owner has one of his own. */
  givenUntil: string | null
}

interface AccountRow extends Omit<Account, 'jurisdiction' | 'lastSignInAt' | 'givenUntil'> {
  code: string
  place: string
  last: Date | null
  givenUntil: Date | null
}

/** The accounts within the actor's jurisdiction, by name. */
export const listUsers = async (core: Core, actor: PersonActor): Promise<Account[]> => {
  const rows = await inScope(
    core.database,
    actor,
    (tx) => tx<AccountRow[]>`
    select u.name, u.display_name as "displayName", u.role, j.code, j.name as place,
      u.disabled_at is not null as disabled, u.given_until as "givenUntil",
      exists (select from second_factors f where f.user_id = u.id and f.confirmed_at is not null) as "secondFactor",
      (select max(s.created_at) from sessions s where s.user_id = u.id) as last
    from users u join jurisdictions j on j.id = u.jurisdiction_id
    where starts_with(j.path, ${actor.scope}) order by u.name`,
  )
  return rows.map(({ code, place, last, givenUntil, ...user }) => ({
    ...user,
    jurisdiction: { code, name: place },
    lastSignInAt: last?.toISOString() ?? null,
    givenUntil: givenUntil?.toISOString() ?? null,
  }))
}
