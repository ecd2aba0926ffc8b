import { beginsShift, endsShift, type Item } from '#domain/checkpoints/item'
import type { Duty } from '#protocol/duty'

export const NO_DUTY: Duty = {
  keepsShifts: false,
  shifts: [],
  stock: null,
  queue: null,
  logs: {},
  faults: [],
  report: null,
}

const shiftsAfter = (duty: Duty, item: Item): Duty => {
  const ended = endsShift(item)
  const left = duty.shifts.filter(({ id }) => id !== ended && id !== item.id)
  if (!beginsShift(item) || (item.kind !== 'shift' && item.kind !== 'handover')) return { ...duty, shifts: left }
  const begun = { id: item.id, since: item.occurredAt, people: item.people ?? [] }
  return { ...duty, keepsShifts: true, shifts: [...left, begun] }
}

/** What the server will say of the post once it has this item: shown at once, also without network. */
export const dutyAfter = (duty: Duty, item: Item): Duty => {
  const at = item.occurredAt
  if (item.drill) return duty
  switch (item.kind) {
    case 'shift':
    case 'handover':
      return shiftsAfter(duty, item)
    case 'stock':
      return { ...duty, stock: { at, amounts: item.stock, wanted: item.wanted ?? null } }
    case 'queue':
      return { ...duty, queue: { at, vehicles: item.vehicles } }
    case 'zero-report': {
      const { from, to } = item.period
      return { ...duty, report: { from, to, abnormal: item.abnormal, noTraffic: item.noTraffic === true, at } }
    }
    case 'log': {
      const others = duty.faults.filter(({ id }) => id !== item.mends && id !== item.id)
      const isFault = item.log === 'fault' && !item.mends
      const faults = isFault ? [...others, { id: item.id, at, what: item.what ?? null }] : others
      return { ...duty, logs: { ...duty.logs, [item.log]: at }, faults }
    }
    case 'read':
      return duty
  }
}
