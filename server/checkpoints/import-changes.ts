import type { ImportedRow } from '../excel/imported-row'
import type { Arrangement } from './arrangement-fields'
import type { CheckedRow } from './check-file-rows'
import type { CheckpointFields } from './checkpoint-fields'
import type { CheckpointColumn } from './checkpoint-words'
import { writeLanes, writeNames, writeThings } from './list-cells'

interface Standing extends Omit<CheckpointFields, 'lanes'>, Arrangement {
  lanes: CheckpointFields['lanes']
  /** As a cell shows them. */
  crews: string
}

/** The columns of a row that change what stands, `crews` as they were found by name; null: nothing does, and every column that is given is new. */
export const rowChanges = (
  standing: Standing | null,
  row: CheckedRow,
  crews: string | null,
): ImportedRow<CheckpointColumn>['changes'] => {
  const given: [CheckpointColumn, string | null, string][] = [
    ['name', row.name ?? null, standing?.name ?? ''],
    ['state', row.state, standing?.setState ?? ''],
    ['kind', row.kind ?? null, standing?.kind ?? ''],
    ['ring', row.ring ?? null, standing?.ring ?? ''],
    ['road', row.road || null, standing?.road ?? ''],
    ['jurisdiction', row.jurisdiction || null, standing?.jurisdiction ?? ''],
    ['lng', String(row.lng), standing === null ? '' : String(standing.lng)],
    ['lat', String(row.lat), standing === null ? '' : String(standing.lat)],
    ['lanes', row.lanes == null ? null : writeLanes(row.lanes), writeLanes(standing?.lanes ?? [])],
    ['agencies', row.agencies == null ? null : writeNames(row.agencies), writeNames(standing?.agencies ?? [])],
    ['posts', row.posts == null ? null : writeNames(row.posts), writeNames(standing?.posts ?? [])],
    ['leaderName', row.leaderName ?? null, standing?.leader?.name ?? ''],
    ['leaderTitle', row.leaderName ? (row.leaderTitle ?? null) : null, standing?.leader?.title ?? ''],
    ['leaderPhone', row.leaderName ? (row.leaderPhone ?? null) : null, standing?.leader?.phone ?? ''],
    ['equipment', row.equipment == null ? null : writeThings(row.equipment), writeThings(standing?.equipment ?? [])],
    ['crews', crews, standing?.crews ?? ''],
  ]
  return given.flatMap(([column, after, before]) =>
    after === null || after === before ? [] : [{ column, before, after }],
  )
}
