import { SHIFT_LASTS_MS } from '#domain/checkpoints/item'
import type { Duty } from '#protocol/duty'
import { inScope } from '../../db/access/in-scope'
import { type DutyRow, readDuty } from '../../db/stores/duty-store'
import type { Core } from '../core'
import type { PersonActor } from '../people/actor'

const utc = (time: string): string => new Date(time).toISOString()

/** As the wire has it: times in UTC. */
const showDuty = ({ checkpointId: _, keepsShifts, ...row }: DutyRow): Duty => ({
  keepsShifts,
  shifts: row.shifts.map((shift) => ({ ...shift, since: utc(shift.since) })),
  stock: row.stock && { ...row.stock, at: utc(row.stock.at) },
  queue: row.queue && { ...row.queue, at: utc(row.queue.at) },
  logs: Object.fromEntries(Object.entries(row.logs).flatMap(([log, at]) => (at ? [[log, utc(at)]] : []))),
  faults: row.faults.map((fault) => ({ ...fault, at: utc(fault.at) })),
  report: row.report && { ...row.report, at: utc(row.report.at) },
})

/** The duty of checkpoints by their ids, of all with null; for tablets, each of which gets that of its own. */
export const dutyOf = async (core: Core, checkpointIds: readonly number[] | null): Promise<Map<number, Duty>> => {
  const rows = await readDuty(core.database.sql, { checkpointIds, shiftsSince: shiftsSince(core) })
  return new Map(rows.map((row) => [row.checkpointId, showDuty(row)]))
}

/** The duty of one checkpoint, for a person; null where there is none such within the jurisdiction. */
export const dutyAt = async (core: Core, actor: PersonActor, code: string): Promise<Duty | null> => {
  const checkpoint = core.checkpoints.byCode(code)
  if (checkpoint === undefined) return null
  const wanted = { checkpointIds: [checkpoint.id], shiftsSince: shiftsSince(core) }
  const [row] = await inScope(core.database, actor, (tx) => readDuty(tx, wanted))
  return row === undefined ? null : showDuty(row)
}

const shiftsSince = (core: Core): Date => new Date(core.clock.now() - SHIFT_LASTS_MS)
