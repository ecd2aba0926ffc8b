import type { TransactionSql } from 'postgres'
import { inScope } from '../../db/access/in-scope'
import { writeAudit } from '../audit'
import type { Core } from '../core'
import { type ImportedRow, NOTHING_IMPORTED, RolledBack } from '../excel/imported-row'
import type { FileRow } from '../excel/read-table'
import { done, type Outcome, type Refusal, refuse } from '../outcome'
import type { PersonActor } from '../people/actor'
import { jurisdictionOf } from '../people/jurisdiction-of'
import { readArrangement, updateArrangement } from './arrange-checkpoint'
import type { Arrangement } from './arrangement-fields'
import { type CheckedRow, checkFileRows } from './check-file-rows'
import type { CheckpointFields } from './checkpoint-fields'
import type { CheckpointColumn } from './checkpoint-words'
import { writeCrews } from './crew-cells'
import { rowChanges } from './import-changes'
import { importCrews, readNamedCrews } from './import-crews'
import { insertCheckpoint, lockCheckpoint, readLanes, replaceLanes, updateCheckpoint } from './store-checkpoint'

type Row = ImportedRow<CheckpointColumn>

interface ImportedCheckpoints {
  created: string[]
  updated: string[]
  /** In the order of the file. */
  rows: Row[]
}

interface FileImport {
  file: string
  rows: readonly FileRow[]
  /** Says what would change, and changes nothing. */
  dry?: boolean
}

/** Lays or changes the checkpoints of a file: all of them, or none where any row is wrong. */
export const importCheckpoints = async (
  core: Core,
  actor: PersonActor,
  { file, rows, dry = false }: FileImport,
): Promise<Outcome<ImportedCheckpoints>> => {
  const checked = checkFileRows(rows)
  if (!checked.ok) return refuse('invalid', NOTHING_IMPORTED, { errors: checked.errors })
  const nowMs = core.clock.now()
  const errors: NonNullable<Refusal['errors']> = []
  const written: Row[] = []
  // In one order for all imports, so that two of them take their locks alike.
  const sorted = [...checked.rows].sort((a, b) => (a.code < b.code ? -1 : 1))
  const outcome = await inScope(core.database, actor, async (tx) => {
    const find = jurisdictionsOf(tx, actor)
    for (const row of sorted) {
      const jurisdictionId = await find(row.jurisdiction ?? null)
      const result = await writeRow(tx, actor, { ...row, jurisdictionId }, nowMs)
      if ('message' in result) errors.push(result)
      else written.push(result)
    }
    if (errors.length > 0 || dry) throw new RolledBack()
    const after = codesOf(written)
    await writeAudit(tx, nowMs, { actor: actor.name, verb: 'checkpoint.import', target: file, after })
    return true
  }).catch((error: unknown) => {
    if (error instanceof RolledBack) return false
    throw error
  })
  if (errors.length > 0) return refuse('invalid', NOTHING_IMPORTED, { errors })
  const result = { ...codesOf(written), rows: inOrderOf(checked.rows, written) }
  if (outcome) {
    await core.bus.publish('checkpoints', [...result.created, ...result.updated])
    const crews = written.filter(({ changes }) => changes.some(({ column }) => column === 'crews'))
    if (crews.length > 0)
      await core.bus.publish(
        'roster',
        crews.map(({ code }) => code),
      )
  }
  return done(result)
}

const codesOf = (rows: readonly Row[]): Pick<ImportedCheckpoints, 'created' | 'updated'> => ({
  created: rows.filter(({ act }) => act === 'create').map(({ code }) => code),
  updated: rows.filter(({ act }) => act !== 'create').map(({ code }) => code),
})

const inOrderOf = (order: readonly CheckedRow[], rows: readonly Row[]): Row[] =>
  order.flatMap(({ code }) => rows.find((row) => row.code === code) ?? [])

const faultOf = ({ where }: CheckedRow, column: string, message: string) => ({
  path: `${where}, ${column}:`,
  code: 'value' as const,
  message,
})

const NOTHING: Arrangement & Pick<CheckpointFields, 'lanes'> = {
  agencies: [],
  posts: [],
  leader: null,
  equipment: [],
  lanes: [],
}

/** Asks for each code once. */
const jurisdictionsOf = (tx: TransactionSql, actor: PersonActor) => {
  const known = new Map<string | null, number | null>()
  return async (code: string | null): Promise<number | null> => {
    const id = known.has(code) ? (known.get(code) ?? null) : await jurisdictionOf(tx, actor, code)
    known.set(code, id)
    return id
  }
}

const writeRow = async (
  tx: TransactionSql,
  actor: PersonActor,
  row: CheckedRow & { jurisdictionId: number | null },
  nowMs: number,
): Promise<Row | ReturnType<typeof faultOf>> => {
  const { jurisdictionId } = row
  if (jurisdictionId === null) {
    return faultOf(row, 'jurisdiction', `there is no jurisdiction ${row.jurisdiction} within yours`)
  }
  const known = await lockCheckpoint(tx, row.code, actor.scope)
  const change = changeOf(row)
  const place = { ...change, name: row.name ?? row.code, lng: row.lng, lat: row.lat }
  const id = known?.id ?? (await insertCheckpoint(tx, row.code, place, jurisdictionId, nowMs))
  if (id === null) return faultOf(row, 'code', `${row.code} is that of a checkpoint outside your jurisdiction`)
  // Of one that is new nothing need be read: thousands come in one file.
  const before = known === null ? NOTHING : { ...(await readArrangement(tx, id)), lanes: await readLanes(tx, id) }
  if (known !== null) await updateCheckpoint(tx, id, change, row.jurisdiction ? jurisdictionId : null, nowMs)
  const used = row.lanes == null ? null : await replaceLanes(tx, id, row.lanes)
  if (used !== null) return faultOf(row, 'lanes', `a tablet stands on lane ${used}: it can not be left out`)
  await updateArrangement(tx, id, { ...before, ...arrangementOf(row, before.leader) }, nowMs)
  const crewsBefore = known === null ? '' : writeCrews(await readNamedCrews(tx, id))
  const crews = row.crews == null ? null : await importCrews(tx, actor, id, row.crews)
  if (typeof crews === 'string') return faultOf(row, 'crews', crews)
  const standing = known === null ? null : { ...known, ...before, crews: crewsBefore }
  const changes = rowChanges(standing, row, crews === null ? null : writeCrews(crews))
  const act = known === null ? 'create' : changes.length === 0 ? 'same' : 'update'
  return { where: row.where, code: row.code, name: row.name ?? known?.name ?? row.code, act, changes }
}

/** What the row says of the four; what it leaves out stays. */
const arrangementOf = (row: CheckedRow, leader: Awaited<ReturnType<typeof readArrangement>>['leader']) => ({
  ...(row.agencies == null ? {} : { agencies: row.agencies }),
  ...(row.posts == null ? {} : { posts: row.posts }),
  ...(row.equipment == null ? {} : { equipment: row.equipment }),
  ...(row.leaderName == null
    ? {}
    : {
        leader: {
          name: row.leaderName,
          title: row.leaderTitle ?? leader?.title ?? '',
          phone: row.leaderPhone ?? leader?.phone ?? '',
        },
      }),
})

const changeOf = ({ name, lng, lat, kind, ring, state, road }: CheckedRow) => ({
  name: name ?? null,
  lng,
  lat,
  kind: kind ?? null,
  ring: ring ?? null,
  setState: state,
  unstaffed: null,
  road: road || null,
  jurisdiction: null,
})
