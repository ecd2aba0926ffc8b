import { inScope } from '../../db/access/in-scope'
import { writeAudit } from '../audit'
import type { Core } from '../core'
import { CSV, csvOf, XLSX, xlsxOf } from '../exports/write-tables'
import type { PersonActor } from '../people/actor'
import { type CheckpointColumn, COLUMN_WORDS, KIND_WORDS, RING_WORDS, STATE_WORDS } from './checkpoint-words'
import { writeCrews } from './crew-cells'
import { type ListedArrangement, listArrangements } from './list-arrangements'
import { writeLanes, writeNames, writeThings } from './list-cells'

export const EXPORT_FORMATS = ['xlsx', 'csv', 'geojson'] as const
type ExportFormat = (typeof EXPORT_FORMATS)[number]

type Row = Record<CheckpointColumn, string | number>

/** The checkpoints within the actor's jurisdiction as a file that an import takes back. */
export const exportCheckpoints = async (
  core: Core,
  actor: PersonActor,
  { format, address }: { format: ExportFormat; address: string | null },
): Promise<{ bytes: Uint8Array; contentType: string }> => {
  const rows = await rowsOf(core, actor)
  const after = { format, checkpoints: rows.length }
  const line = { actor: actor.name, verb: 'checkpoint.export', after, address }
  await inScope(core.database, actor, (tx) => writeAudit(tx, core.clock.now(), line))
  switch (format) {
    case 'xlsx':
      return { bytes: await xlsxOf([tableOf(rows)]), contentType: XLSX }
    case 'csv':
      return { bytes: csvOf(tableOf(rows)), contentType: CSV }
    case 'geojson':
      return { bytes: Buffer.from(features(rows)), contentType: 'application/geo+json' }
  }
}

const COLUMNS = Object.keys(COLUMN_WORDS) as CheckpointColumn[]

const rowsOf = async (core: Core, actor: PersonActor): Promise<Row[]> => {
  const arrangements = await listArrangements(core, actor)
  // Who stands where is not a planner's to know.
  const seesCrews = actor.role !== 'planner'
  return arrangements.flatMap(({ code, agencies, posts, leader, equipment, lanes, crews }): Row[] => {
    const checkpoint = core.checkpoints.byCode(code)
    if (checkpoint === undefined) return []
    return [
      {
        code,
        name: checkpoint.name,
        state: checkpoint.setState,
        kind: checkpoint.kind,
        ring: checkpoint.ring,
        road: checkpoint.road ?? '',
        jurisdiction: checkpoint.jurisdiction,
        lng: checkpoint.lng,
        lat: checkpoint.lat,
        lanes: writeLanes(lanes),
        agencies: writeNames(agencies),
        posts: writeNames(posts),
        leaderName: leader?.name ?? '',
        leaderTitle: leader?.title ?? '',
        leaderPhone: leader?.phone ?? '',
        equipment: writeThings(equipment),
        crews: seesCrews ? writeCrews(crews.map(namedCrew)) : '',
      },
    ]
  })
}

const namedCrew = ({ name, lead, members }: ListedArrangement['crews'][number]) => ({
  name,
  members: members.map((member) => ({ ...member, leads: member.staff === lead })),
})

/** Codes in the words of a table in Chinese. */
const inWords = (row: Row): Row => ({
  ...row,
  state: STATE_WORDS[row.state] ?? row.state,
  kind: KIND_WORDS[row.kind] ?? row.kind,
  ring: RING_WORDS[row.ring] ?? row.ring,
})

const tableOf = (rows: readonly Row[]) => ({
  name: '卡口',
  headers: COLUMNS.map((column) => COLUMN_WORDS[column]),
  rows: rows.map((row) => COLUMNS.map((column) => inWords(row)[column])),
})

const features = (rows: readonly Row[]): string =>
  JSON.stringify({
    type: 'FeatureCollection',
    features: rows.map(({ lng, lat, ...rest }) => ({
      type: 'Feature',
      properties: Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== '')),
      geometry: { type: 'Point', coordinates: [lng, lat] },
    })),
  })
