import { inScope } from '../../db/access/in-scope'
import { writeAudit } from '../audit'
import type { Core } from '../core'
import { done, type Outcome, type Refusal, refuse } from '../outcome'
import type { PersonActor } from '../people/actor'
import { jurisdictionOf } from '../people/jurisdiction-of'
import { type CheckedRow, checkFileRows } from './check-file-rows'
import type { FileRow } from './read-checkpoint-file'
import { insertCheckpoint, lockCheckpoint, updateCheckpoint } from './store-checkpoint'

interface ImportedCheckpoints {
  created: string[]
  updated: string[]
}

/** Lays or changes the checkpoints of a file: all of them, or none where any row is wrong. */
export const importCheckpoints = async (
  core: Core,
  actor: PersonActor,
  { file, rows }: { file: string; rows: readonly FileRow[] },
): Promise<Outcome<ImportedCheckpoints>> => {
  const checked = checkFileRows(rows)
  if (!checked.ok) return refuse('invalid', WRONG, { errors: checked.errors })
  const nowMs = core.clock.now()
  const errors: NonNullable<Refusal['errors']> = []
  const result: ImportedCheckpoints = { created: [], updated: [] }
  const sorted = [...checked.rows].sort((a, b) => (a.code < b.code ? -1 : 1))
  const outcome = await inScope(core.database, actor, async (tx) => {
    for (const row of sorted) {
      const jurisdictionId = await jurisdictionOf(tx, actor, row.jurisdiction ?? null)
      if (jurisdictionId === null) {
        errors.push(faultOf(row, 'jurisdiction', `there is no jurisdiction ${row.jurisdiction} within yours`))
        continue
      }
      const change = changeOf(row)
      const before = await lockCheckpoint(tx, row.code, actor.scope)
      if (before !== null) {
        await updateCheckpoint(tx, before.id, change, row.jurisdiction ? jurisdictionId : null, nowMs)
        result.updated.push(row.code)
        continue
      }
      const place = { ...change, name: row.name ?? row.code, lng: row.lng, lat: row.lat }
      const id = await insertCheckpoint(tx, row.code, place, jurisdictionId, nowMs)
      if (id === null)
        errors.push(faultOf(row, 'code', `${row.code} is that of a checkpoint outside your jurisdiction`))
      else result.created.push(row.code)
    }
    if (errors.length > 0) throw new WholeFileRefused()
    await writeAudit(tx, nowMs, { actor: actor.name, verb: 'checkpoint.import', target: file, after: result })
    return done(result)
  }).catch((error: unknown) => {
    if (error instanceof WholeFileRefused) return refuse('invalid', WRONG, { errors })
    throw error
  })
  if (outcome.ok) await core.bus.publish('checkpoints', [...result.created, ...result.updated])
  return outcome
}

/** Rolls the transaction back. */
class WholeFileRefused extends Error {}

const WRONG = 'Some rows are wrong; nothing was imported.'

const faultOf = ({ where }: CheckedRow, column: string, message: string) => ({
  path: `${where}, ${column}:`,
  code: 'value' as const,
  message,
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
