import { createHash } from 'node:crypto'
import type { Roster } from '#protocol/roster'
import type { Core } from '../core'
import type { Device } from '../devices/device-directory'
import { digestParameters } from '../slow-digest'
import { rosterKey } from './staff-pin'

interface MemberRow {
  crew: number
  crewName: string
  lead: string | null
  staff: string | null
  name: string
  agency: string
  pin: Buffer | null
  post: string | null
}

/** The crews of the checkpoint where a device stands; null where it stands nowhere. */
export const rosterFor = async (core: Core, device: Device): Promise<Roster | null> => {
  const pairing = device.pairingId === null ? undefined : device.pairings.get(device.pairingId)
  const checkpoint = pairing === undefined ? undefined : core.checkpoints.byId(pairing.checkpointId)
  if (checkpoint === undefined || device.state !== 'active') return null
  const rows = await core.database.sql<MemberRow[]>`
    select w.id as crew, w.name as "crewName", w.lead_id as lead, s.id as staff, s.name, s.agency, s.pin_digest as pin,
      m.post
    from crews w left join crew_members m on m.crew_id = w.id left join staff s on s.id = m.staff_id
    where w.checkpoint_id = ${checkpoint.id} order by w.position, w.id, s.name, s.id`
  const crews = new Map<number, Roster['crews'][number]>()
  const staff = new Map<string, Roster['staff'][number]>()
  for (const row of rows) {
    const crew = crews.get(row.crew) ?? { id: row.crew, name: row.crewName, lead: row.lead, members: [] }
    crews.set(row.crew, crew)
    if (row.staff === null) continue
    crew.members.push({ staff: row.staff, post: row.post })
    const pin = row.pin?.toString('base64url') ?? null
    staff.set(row.staff, { id: row.staff, name: row.name, agency: row.agency, pin })
  }
  const content = {
    checkpoint: checkpoint.code,
    digest: digestParameters(rosterKey(core)),
    crews: [...crews.values()],
    staff: [...staff.values()],
  }
  const version = createHash('sha256').update(JSON.stringify(content)).digest('hex').slice(0, 16)
  return { version, ...content }
}
