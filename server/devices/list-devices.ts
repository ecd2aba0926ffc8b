import { inScope } from '../../db/access/in-scope'
import type { Core } from '../core'
import type { PersonActor } from '../people/actor'

interface DeviceListing {
  id: string
  /** Where it stands and the how many-th it is there: K03-2. */
  name: string
  state: 'active' | 'retired' | 'lost'
  checkpoint: { code: string; name: string } | null
  /** ISO 8601, as all times here. */
  pairedAt: string
  lastSeenAt: string | null
  version: string | null
  /** Entries that waited on it when it was last heard of; null: never heard of. */
  pending: number | null
  /** Percent. */
  battery: number | null
}

interface DeviceRow extends Omit<DeviceListing, 'checkpoint' | 'pairedAt' | 'lastSeenAt' | 'name'> {
  code: string | null
  place: string | null
  ordinal: number
  startedAt: Date
  seenAt: Date | null
}

/** The devices that stand within the actor's jurisdiction, by place. */
export const listDevices = async (core: Core, actor: PersonActor): Promise<DeviceListing[]> => {
  const rows = await inScope(
    core.database,
    actor,
    (tx) => tx<DeviceRow[]>`
    select d.id, d.state, c.code, c.name as place, d.version, d.battery,
      case when d.last_seen_at is not null then d.pending end as pending, d.last_seen_at as "seenAt",
      coalesce(p.started_at, d.created_at) as "startedAt",
      row_number() over (partition by c.id order by d.created_at, d.id)::int as ordinal
    from devices d left join pairings p on p.id = d.pairing_id left join checkpoints c on c.id = p.checkpoint_id
    left join jurisdictions j on j.id = c.jurisdiction_id
    where starts_with(coalesce(j.path, '/'), ${actor.scope}) order by c.code, ordinal`,
  )
  return rows.map(({ code, place, ordinal, startedAt, seenAt, ...device }) => ({
    ...device,
    name: `${code ?? ''}-${ordinal}`,
    checkpoint: code === null ? null : { code, name: place ?? code },
    pairedAt: startedAt.toISOString(),
    lastSeenAt: seenAt?.toISOString() ?? null,
  }))
}
