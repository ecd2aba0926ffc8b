import { randomUUID } from 'node:crypto'
import type { Handover, Log, Queue, Shift, Stock, ZeroReport } from '#domain/checkpoints/item'

type Made<T> = Partial<T> & { occurredAt: string }

/** Items as a tablet makes them; what a test does not name. */
export const aShift = (changes: Made<Shift>): Shift => ({
  kind: 'shift',
  id: randomUUID(),
  people: [{ name: '王一' }],
  signedBy: '王一',
  ...changes,
})
export const aHandover = (changes: Made<Handover>): Handover => ({
  kind: 'handover',
  id: randomUUID(),
  people: [{ name: '李二' }],
  givenBy: '王一',
  takenBy: '李二',
  ...changes,
})
export const aZeroReport = (changes: Made<ZeroReport> & Pick<ZeroReport, 'period'>): ZeroReport => ({
  kind: 'zero-report',
  id: randomUUID(),
  abnormal: 0,
  signedBy: '王一',
  ...changes,
})
export const aLog = (changes: Made<Log>): Log => ({ kind: 'log', id: randomUUID(), log: 'disinfection', ...changes })
export const aStock = (changes: Made<Stock>): Stock => ({
  kind: 'stock',
  id: randomUUID(),
  stock: { masks: 120 },
  ...changes,
})
export const aQueue = (changes: Made<Queue>): Queue => ({ kind: 'queue', id: randomUUID(), vehicles: 3, ...changes })
