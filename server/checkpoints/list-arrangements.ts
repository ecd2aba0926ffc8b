import { inScope } from '../../db/access/in-scope'
import type { Core } from '../core'
import type { PersonActor } from '../people/actor'
import type { Arrangement } from './arrangement-fields'

export interface ListedArrangement extends Arrangement {
  code: string
  lanes: { name: string; direction: 'in' | 'out' | null }[]
  /** In the order of the rota. */
  crews: {
    id: number
    name: string
    lead: string | null
    members: { staff: string; name: string; agency: string; post: string | null }[]
  }[]
  /** Devices that stand there and work. */
  tablets: number
}

/** Lanes, leader, crews and equipment of every checkpoint within the actor's jurisdiction. */
export const listArrangements = async (core: Core, actor: PersonActor): Promise<ListedArrangement[]> => {
  return inScope(
    core.database,
    actor,
    (tx) => tx<ListedArrangement[]>`
    select c.code, c.agencies, c.posts, c.leader, c.equipment,
      coalesce((
        select json_agg(json_build_object('name', l.name, 'direction', l.direction) order by l.id)
        from lanes l where l.checkpoint_id = c.id), '[]'::json) as lanes,
      coalesce((
        select json_agg(json_build_object('id', w.id, 'name', w.name, 'lead', w.lead_id, 'members', coalesce((
            select json_agg(json_build_object('staff', s.id, 'name', s.name, 'agency', s.agency, 'post', m.post)
              order by s.name, s.id)
            from crew_members m join staff s on s.id = m.staff_id where m.crew_id = w.id), '[]'::json))
          order by w.position, w.id)
        from crews w where w.checkpoint_id = c.id), '[]'::json) as crews,
      (select count(*)::int from devices d join pairings p on p.id = d.pairing_id
        where p.checkpoint_id = c.id and d.state = 'active') as tablets
    from checkpoints c join jurisdictions j on j.id = c.jurisdiction_id
    where starts_with(j.path, ${actor.scope}) order by c.code`,
  )
}
