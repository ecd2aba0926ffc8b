import { inScope } from '../../db/access/in-scope'
import { writeAudit } from '../audit'
import type { Core } from '../core'
import { CSV, csvOf, XLSX, xlsxOf } from '../exports/write-tables'
import type { PersonActor } from '../people/actor'
import { listStaff } from './list-staff'
import { PIN_WORDS, STAFF_COLUMNS, STAFF_STATES } from './staff-words'

export const STAFF_FORMATS = ['xlsx', 'csv'] as const

/** Who stands at checkpoints within the actor's jurisdiction, as a file that an import takes back. No PIN is in it. */
export const exportStaff = async (
  core: Core,
  actor: PersonActor,
  { format, address }: { format: (typeof STAFF_FORMATS)[number]; address: string | null },
): Promise<{ bytes: Uint8Array; contentType: string }> => {
  const staff = await listStaff(core, actor)
  const after = { format, staff: staff.length }
  const line = { actor: actor.name, verb: 'staff.export', after, address }
  await inScope(core.database, actor, (tx) => writeAudit(tx, core.clock.now(), line))
  const table = {
    name: '班组人员',
    headers: Object.values(STAFF_COLUMNS),
    rows: staff.map(({ id, name, agency, jurisdiction, endedAt, crews, hasPin }) => [
      id,
      name,
      agency,
      jurisdiction.code,
      endedAt === null ? STAFF_STATES.working : STAFF_STATES.ended,
      crews.map(({ place, crew }) => `${place} ${crew}`).join('、'),
      hasPin ? PIN_WORDS.set : PIN_WORDS.none,
    ]),
  }
  return format === 'xlsx'
    ? { bytes: await xlsxOf([table]), contentType: XLSX }
    : { bytes: csvOf(table), contentType: CSV }
}
