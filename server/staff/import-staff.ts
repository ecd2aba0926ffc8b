import { randomBytes } from 'node:crypto'
import type { TransactionSql } from 'postgres'
import { uuidV7 } from '#domain/uuid'
import { inScope } from '../../db/access/in-scope'
import { writeAudit } from '../audit'
import type { Core } from '../core'
import { type ImportedRow, NOTHING_IMPORTED, RolledBack } from '../excel/imported-row'
import type { FileRow } from '../excel/read-table'
import { done, type Outcome, type Refusal, refuse } from '../outcome'
import type { PersonActor } from '../people/actor'
import { jurisdictionOf } from '../people/jurisdiction-of'
import { checkpointsOf, leaveCrews } from './change-staff'
import { checkStaffRows, type StaffRow } from './check-staff-rows'
import { digestPin, makePin } from './staff-pin'
import { STAFF_STATES, type StaffColumn } from './staff-words'

type Row = ImportedRow<StaffColumn>

interface ImportedStaff {
  rows: Row[]
  /** Of who is new: told this once. */
  pins: { name: string; agency: string; pin: string }[]
}

interface Standing {
  id: string
  name: string
  agency: string
  jurisdiction: string
  ended: boolean
}

/** Each digest takes a tenth of a second of a core, and an answer waits at most 30. */
const MOST_NEW = 200

/** Puts the people of a file on the list, or changes them: all of them, or none where any row is wrong. */
export const importStaff = async (
  core: Core,
  actor: PersonActor,
  { file, rows, dry = false }: { file: string; rows: readonly FileRow[]; dry?: boolean },
): Promise<Outcome<ImportedStaff>> => {
  const checked = checkStaffRows(rows)
  if (!checked.ok) return refuse('invalid', NOTHING_IMPORTED, { errors: checked.errors })
  const now = core.clock.now()
  const fresh = new Map<string, Fresh>()
  const looked = await write(core, actor, { rows: checked.rows, now, fresh, dry: true })
  if (!looked.ok) return looked
  const creates = looked.value.rows.filter(({ act }) => act === 'create')
  if (creates.length > MOST_NEW) {
    return refuse('invalid', `At most ${MOST_NEW} people are new in one file: send it in parts.`)
  }
  if (dry) return done({ rows: looked.value.rows, pins: [] })
  // Before the transaction, since they are slow.
  await Promise.all(
    creates.map(async ({ where, code }) => {
      const pin = makePin()
      fresh.set(where, { id: code, pin, digest: await digestPin(core, code, pin) })
    }),
  )
  const written = await write(core, actor, { rows: checked.rows, now, fresh, dry: false, file })
  if (!written.ok) return written
  if (written.value.touched.length > 0) await core.bus.publish('roster', written.value.touched)
  const pins = checked.rows.flatMap(({ where, name, agency }) => {
    const made = fresh.get(where)
    return made === undefined ? [] : [{ name, agency, pin: made.pin }]
  })
  return done({ rows: written.value.rows, pins })
}

interface Fresh {
  id: string
  pin: string
  digest: Buffer
}

interface Writing {
  rows: readonly StaffRow[]
  now: number
  /** By `where`; empty while it is only looked at. */
  fresh: ReadonlyMap<string, Fresh>
  dry: boolean
  file?: string
}

const write = async (core: Core, actor: PersonActor, { rows, now, fresh, dry, file }: Writing) => {
  const errors: NonNullable<Refusal['errors']> = []
  const written: Row[] = []
  const touched = new Set<string>()
  await inScope(core.database, actor, async (tx) => {
    const seen = new Map<string, string>()
    for (const row of rows) {
      const result = await writeRow(tx, actor, row, { now, fresh: fresh.get(row.where), dry, touched })
      if (typeof result === 'string') {
        const [column = '', message = ''] = result.split(': ')
        errors.push({ path: `${row.where}, ${column}:`, code: 'value', message })
        continue
      }
      const before = seen.get(result.code)
      if (before !== undefined)
        errors.push({ path: `${row.where}, name:`, code: 'value', message: `is that of ${before} too` })
      seen.set(result.code, row.where)
      written.push(result)
    }
    if (errors.length > 0 || dry) throw new RolledBack()
    const count = (act: Row['act']) => written.filter((row) => row.act === act).length
    const after = { created: count('create'), updated: count('update') }
    await writeAudit(tx, now, { actor: actor.name, verb: 'staff.import', after, ...(file ? { target: file } : {}) })
  }).catch((error: unknown) => {
    if (!(error instanceof RolledBack)) throw error
  })
  if (errors.length > 0) return refuse('invalid', NOTHING_IMPORTED, { errors })
  return done({ rows: written, touched: [...touched] })
}

/** What became of a row, or `column: what is wrong`. */
const writeRow = async (
  tx: TransactionSql,
  actor: PersonActor,
  row: StaffRow,
  { now, fresh, dry, touched }: { now: number; fresh: Fresh | undefined; dry: boolean; touched: Set<string> },
): Promise<Row | string> => {
  const jurisdictionId = await jurisdictionOf(tx, actor, row.jurisdiction ?? null)
  if (jurisdictionId === null) return `jurisdiction: there is no jurisdiction ${row.jurisdiction} within yours`
  const found = await find(tx, row)
  if (typeof found === 'string') return found
  const { where, name, agency } = row
  if (found !== null) {
    const changes = changesOf(found, row)
    if (changes.length === 0) return { where, code: found.id, name, act: 'same', changes }
    for (const code of await checkpointsOf(tx, found.id)) touched.add(code)
    const ended = row.state == null ? found.ended : row.state === 'ended'
    await tx`
      update staff set name = ${name}, agency = ${agency},
        jurisdiction_id = ${row.jurisdiction ? jurisdictionId : tx`jurisdiction_id`},
        ended_at = ${ended ? tx`coalesce(ended_at, ${new Date(now)})` : null}
      where id = ${found.id}`
    if (ended && !found.ended) await leaveCrews(tx, found.id)
    return { where, code: found.id, name, act: 'update', changes }
  }
  if (row.state === 'ended') return 'state: who is new is at work'
  if (fresh === undefined && !dry) return 'name: somebody changed the list meanwhile: look at the file again'
  const id = fresh?.id ?? uuidV7(now, randomBytes(16))
  await tx`
    insert into staff (id, name, agency, jurisdiction_id, pin_digest, created_at)
    values (${id}, ${name}, ${agency}, ${jurisdictionId}, ${fresh?.digest ?? null}, ${new Date(now)})`
  return { where, code: id, name, act: 'create', changes: changesOf(null, row) }
}

/** By the id that an export wrote; without one by name and agency, those at work before those who left. */
const find = async (tx: TransactionSql, { id, name, agency }: StaffRow): Promise<Standing | string | null> => {
  const rows = await tx<Standing[]>`
    select s.id, s.name, s.agency, j.code as jurisdiction, s.ended_at is not null as ended
    from staff s join jurisdictions j on j.id = s.jurisdiction_id
    where ${id == null ? tx`s.name = ${name} and s.agency = ${agency}` : tx`s.id = ${id}`}
    order by ended for update of s`
  if (id != null) return rows[0] ?? 'id: there is nobody of that number within your jurisdiction'
  const working = rows.filter(({ ended }) => !ended)
  const [one, ...more] = working.length > 0 ? working : rows
  return more.length === 0
    ? (one ?? null)
    : 'id: several have this name and agency: say which by the number of an export'
}

const changesOf = (standing: Standing | null, row: StaffRow): Row['changes'] => {
  const given: [StaffColumn, string | null, string][] = [
    ['name', row.name, standing?.name ?? ''],
    ['agency', row.agency, standing?.agency ?? ''],
    ['jurisdiction', row.jurisdiction || null, standing?.jurisdiction ?? ''],
    [
      'state',
      row.state == null ? null : STAFF_STATES[row.state],
      standing === null ? '' : STAFF_STATES[standing.ended ? 'ended' : 'working'],
    ],
  ]
  return given.flatMap(([column, after, before]) =>
    after === null || after === before ? [] : [{ column, before, after }],
  )
}
