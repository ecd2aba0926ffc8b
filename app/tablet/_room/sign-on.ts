import { pinName } from '#domain/checkpoints/pin'
import type { Roster } from '#protocol/roster'
import type { Digester } from '../_watch/digester'

type Listed = Roster['staff'][number]

/** The one of the roster that is meant: by id, else by a name that only one of them has. */
export function listedAs(roster: Roster | null, member: { name: string; staff?: string | null }): Listed | null {
  const found = (roster?.staff ?? []).filter(({ id, name }) =>
    member.staff ? id === member.staff : name === member.name,
  )
  return found.length === 1 ? (found[0] ?? null) : null
}

/** Whether these are the digits of that one, by the roster that lies on the tablet. It says who somebody is, no more. */
export async function isPinOf(roster: Roster, listed: Listed, digits: string, digest: Digester): Promise<boolean> {
  return listed.pin !== null && (await digest(pinName(listed.id, digits), roster.digest)) === listed.pin
}
