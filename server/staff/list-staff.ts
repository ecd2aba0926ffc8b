import { inScope } from '../../db/access/in-scope'
import type { Core } from '../core'
import type { PersonActor } from '../people/actor'

export interface ListedStaff {
  id: string
  name: string
  agency: string
  jurisdiction: { code: string; name: string }
  hasPin: boolean
  /** ISO 8601; null while at work. */
  endedAt: string | null
  crews: { checkpoint: string; place: string; crew: string; post: string | null }[]
}

/** Who stands at checkpoints within the actor's jurisdiction, those who left included, by name. */
export const listStaff = async (core: Core, actor: PersonActor): Promise<ListedStaff[]> => {
  const rows = await inScope(
    core.database,
    actor,
    (tx) => tx<(Omit<ListedStaff, 'endedAt'> & { endedAt: Date | null })[]>`
    select s.id, s.name, s.agency, json_build_object('code', j.code, 'name', j.name) as jurisdiction,
      s.pin_digest is not null as "hasPin", s.ended_at as "endedAt",
      coalesce((
        select json_agg(json_build_object('checkpoint', c.code, 'place', c.name, 'crew', w.name, 'post', m.post)
          order by c.code, w.position)
        from crew_members m join crews w on w.id = m.crew_id join checkpoints c on c.id = w.checkpoint_id
        where m.staff_id = s.id), '[]'::json) as crews
    from staff s join jurisdictions j on j.id = s.jurisdiction_id
    where starts_with(j.path, ${actor.scope}) order by s.ended_at is not null, s.name, s.id`,
  )
  return rows.map(({ endedAt, ...row }) => ({ ...row, endedAt: endedAt?.toISOString() ?? null }))
}
