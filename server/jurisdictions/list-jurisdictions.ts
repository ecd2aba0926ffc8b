import { inScope } from '../../db/access/in-scope'
import type { Core } from '../core'
import type { PersonActor } from '../people/actor'

/** Of whom a jurisdiction wants a code of an app at sign-in. */
export const CODES_OF = ['none', 'administrators', 'everybody'] as const
export type CodesOf = (typeof CODES_OF)[number]

export interface ListedJurisdiction {
  code: string
  name: string
  level: 'city' | 'county' | 'town' | 'village' | 'group'
  /** Code of the one above it; null: the highest that the actor sees. */
  parent: string | null
  /** Null: none is known. `source`: the file that it came from. */
  boundary: { source: string; updatedAt: string } | null
  /** What is its own, without what lies below it. */
  checkpoints: number
  accounts: number
  staff: number
  /** Who signs in with a code too, here and below. */
  codes: CodesOf
  /** Null: as the one above says. */
  givenHours: number | null
}

/** The actor's jurisdiction and all below it: each comes after the one above it. */
export const listJurisdictions = async (core: Core, actor: PersonActor): Promise<ListedJurisdiction[]> =>
  inScope(core.database, actor, async (tx) => [
    ...(await tx<ListedJurisdiction[]>`
      select j.code, j.name, j.level, p.code as parent, case when j.all_codes then 'everybody' when j.admin_codes then 'administrators' else 'none' end as codes, j.given_hours as "givenHours",
        case when b.jurisdiction_id is not null then json_build_object('source', b.source, 'updatedAt',
          to_char(b.updated_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) end as boundary,
        (select count(*)::int from checkpoints c where c.jurisdiction_id = j.id) as checkpoints,
        (select count(*)::int from users u where u.jurisdiction_id = j.id) as accounts,
        (select count(*)::int from staff s where s.jurisdiction_id = j.id and s.ended_at is null) as staff
      from jurisdictions j left join jurisdictions p on p.id = j.parent_id
        left join boundaries b on b.jurisdiction_id = j.id
      order by length(j.path) - length(replace(j.path, '/', '')), j.code`),
  ])
