import type { TransactionSql } from 'postgres'
import type { CheckpointFields } from './checkpoint-fields'

/** The fields that one statement writes; null leaves the one that is stored, or takes the usual one. */
export type CheckpointChange = {
  [Key in Exclude<keyof CheckpointFields, 'code' | 'lanes'>]: CheckpointFields[Key] | null
}

interface StoredCheckpoint extends Omit<CheckpointFields, 'lanes'> {
  id: number
  path: string
}

/** A checkpoint within a scope, locked; null where there is none. */
export const lockCheckpoint = async (
  tx: TransactionSql,
  code: string,
  scope: string,
): Promise<StoredCheckpoint | null> => {
  const [row] = await tx<StoredCheckpoint[]>`
    select c.id, c.code, c.name, c.lng, c.lat, c.kind, c.ring, c.set_state as "setState", c.unstaffed, c.road,
      j.code as jurisdiction, j.path
    from checkpoints c join jurisdictions j on j.id = c.jurisdiction_id
    where c.code = ${code} and starts_with(j.path, ${scope}) for update of c`
  return row ?? null
}

/** Writes what is given over what is stored. `jurisdictionId` null leaves it where it is. */
export const updateCheckpoint = async (
  tx: TransactionSql,
  id: number,
  change: CheckpointChange,
  jurisdictionId: number | null,
  nowMs: number,
): Promise<void> => {
  await tx`
    update checkpoints set
      name = coalesce(${change.name}, name), lng = coalesce(${change.lng}, lng), lat = coalesce(${change.lat}, lat),
      kind = coalesce(${change.kind}, kind), ring = coalesce(${change.ring}, ring),
      set_state = coalesce(${change.setState}, set_state), unstaffed = coalesce(${change.unstaffed}, unstaffed),
      road = coalesce(${change.road}, road), jurisdiction_id = coalesce(${jurisdictionId}::int, jurisdiction_id),
      opened_at = case when ${change.setState}::text = 'open' and set_state <> 'open' then ${new Date(nowMs)} else opened_at end,
      updated_at = ${new Date(nowMs)}
    where id = ${id}`
}

/** Lays a new one; null where the code is taken. */
export const insertCheckpoint = async (
  tx: TransactionSql,
  code: string,
  { name, lng, lat, ...rest }: CheckpointChange & { name: string; lng: number; lat: number },
  jurisdictionId: number,
  nowMs: number,
): Promise<number | null> => {
  const [row] = await tx<{ id: number }[]>`
    insert into checkpoints (code, name, jurisdiction_id, kind, ring, set_state, unstaffed, lng, lat, road,
      updated_at, opened_at)
    values (${code}, ${name}, ${jurisdictionId}, ${rest.kind ?? 'county-line'}, ${rest.ring ?? 'county'},
      ${rest.setState ?? 'open'}, ${rest.unstaffed ?? false}, ${lng}, ${lat}, ${rest.road},
      ${new Date(nowMs)}, ${(rest.setState ?? 'open') === 'open' ? new Date(nowMs) : null})
    on conflict (code) do nothing returning id`
  return row?.id ?? null
}

/** Makes these the lanes of a checkpoint. The name of one that is left out but that a tablet stands on; null: done. */
export const replaceLanes = async (
  tx: TransactionSql,
  checkpointId: number,
  lanes: CheckpointFields['lanes'],
): Promise<string | null> => {
  const names = lanes.map(({ name }) => name)
  const [used] = await tx<{ name: string }[]>`
    select l.name from lanes l where l.checkpoint_id = ${checkpointId} and l.name <> all(${names})
      and (exists (select from pairings p where p.lane_id = l.id)
        or exists (select from pairing_codes c where c.lane_id = l.id)) limit 1`
  if (used !== undefined) return used.name
  await tx`delete from lanes where checkpoint_id = ${checkpointId} and name <> all(${names})`
  for (const { name, direction } of lanes) {
    await tx`
      insert into lanes (checkpoint_id, name, direction) values (${checkpointId}, ${name}, ${direction ?? null})
      on conflict (checkpoint_id, name) do update set direction = excluded.direction`
  }
  return null
}

/** The lanes of a checkpoint, in the order in which they were laid. */
export const readLanes = async (tx: TransactionSql, checkpointId: number): Promise<CheckpointFields['lanes']> =>
  tx<CheckpointFields['lanes']>`
    select name, direction from lanes where checkpoint_id = ${checkpointId} order by id`
