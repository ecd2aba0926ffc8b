import type { TransactionSql } from 'postgres'
import type { PersonActor } from '../people/actor'
import { type NewCrew, storeCrews } from '../staff/store-crews'
import type { NamedCrew } from './crew-cells'

interface Person {
  id: string
  name: string
  agency: string
  /** Stands in a crew of this checkpoint now. */
  here: boolean
}

/** The crews of a checkpoint as a table shows them. */
export const readNamedCrews = async (tx: TransactionSql, checkpointId: number): Promise<NamedCrew[]> => {
  const rows = await tx<NamedCrew[]>`
    select w.name, coalesce((
        select json_agg(json_build_object('name', s.name, 'agency', s.agency, 'post', m.post,
          'leads', s.id is not distinct from w.lead_id))
        from crew_members m join staff s on s.id = m.staff_id where m.crew_id = w.id), '[]'::json) as members
    from crews w where w.checkpoint_id = ${checkpointId} order by w.position, w.id`
  return [...rows]
}

/**
 * Makes the crews of a row those of its checkpoint, by the names of people at work within the actor's jurisdiction.
 * Answers them with every agency, or in words why they can not be so.
 */
export const importCrews = async (
  tx: TransactionSql,
  actor: PersonActor,
  checkpointId: number,
  crews: readonly NamedCrew[],
): Promise<NamedCrew[] | string> => {
  const names = crews.flatMap(({ members }) => members.map(({ name }) => name))
  const people = await tx<Person[]>`
    select s.id, s.name, s.agency, exists (
      select from crew_members m join crews w on w.id = m.crew_id
      where m.staff_id = s.id and w.checkpoint_id = ${checkpointId}) as here
    from staff s join jurisdictions j on j.id = s.jurisdiction_id
    where s.name = any(${names}) and s.ended_at is null and starts_with(j.path, ${actor.scope})`
  const stored: NewCrew[] = []
  const shown: NamedCrew[] = []
  for (const { name, members } of crews) {
    if (stored.some((one) => one.name === name)) return `two crews are called ${name}`
    const found: { person: Person; member: NamedCrew['members'][number] }[] = []
    for (const member of members) {
      const person = whoIs(people, member)
      if (typeof person === 'string') return person
      if (found.some((one) => one.person.id === person.id)) return `${member.name} is in ${name} twice`
      found.push({ person, member })
    }
    const leads = found.filter(({ member }) => member.leads)
    if (leads.length > 1) return `${name} has two leaders`
    stored.push({
      name,
      lead: leads[0]?.person.id ?? null,
      members: found.map(({ person, member }) => ({ staff: person.id, post: member.post })),
    })
    shown.push({ name, members: found.map(({ person, member }) => ({ ...member, agency: person.agency })) })
  }
  await storeCrews(tx, checkpointId, stored)
  return shown
}

/** Of several of one name those of this checkpoint are meant. */
const whoIs = (people: readonly Person[], { name, agency }: NamedCrew['members'][number]): Person | string => {
  const called = people.filter((one) => one.name === name && (agency === null || one.agency === agency))
  const here = called.filter((one) => one.here)
  const [person, ...more] = here.length > 0 ? here : called
  const who = agency === null ? name : `${name}（${agency}）`
  if (person === undefined) return `nobody called ${who} is at work within your jurisdiction: put them down first`
  return more.length === 0 ? person : `several are called ${who}: say which by the agency in brackets`
}
