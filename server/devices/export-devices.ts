import { inScope } from '../../db/access/in-scope'
import { writeAudit } from '../audit'
import type { Core } from '../core'
import { CSV, csvOf, XLSX, xlsxOf } from '../exports/write-tables'
import type { PersonActor } from '../people/actor'
import { listDevices } from './list-devices'

export const DEVICE_FORMATS = ['xlsx', 'csv'] as const

const HEADINGS = ['编号', '卡口编码', '卡口', '状态', '配对于', '最后在线', '版本', '待传', '电量 %', '设备号']
const STATES = { active: '在用', retired: '已停用', lost: '已挂失' } as const

/** The tablets that stand within the actor's jurisdiction as a table; times in its zone. */
export const exportDevices = async (
  core: Core,
  actor: PersonActor,
  { format, address }: { format: (typeof DEVICE_FORMATS)[number]; address: string | null },
): Promise<{ bytes: Uint8Array; contentType: string }> => {
  const devices = await listDevices(core, actor)
  const after = { format, devices: devices.length }
  const line = { actor: actor.name, verb: 'device.export', after, address }
  await inScope(core.database, actor, (tx) => writeAudit(tx, core.clock.now(), line))
  const times = new Intl.DateTimeFormat('sv-SE', {
    timeZone: core.checkpoints.zone(actor.scope),
    dateStyle: 'short',
    timeStyle: 'short',
  })
  const at = (instant: string | null) => (instant === null ? null : times.format(new Date(instant)))
  const table = {
    name: '平板',
    headers: HEADINGS,
    rows: devices.map((device) => [
      device.name,
      device.checkpoint?.code ?? null,
      device.checkpoint?.name ?? null,
      STATES[device.state],
      at(device.pairedAt),
      at(device.lastSeenAt),
      device.version,
      device.pending,
      device.battery,
      device.id,
    ]),
  }
  return format === 'xlsx'
    ? { bytes: await xlsxOf([table]), contentType: XLSX }
    : { bytes: csvOf(table), contentType: CSV }
}
