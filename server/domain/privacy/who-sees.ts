import { DAY_MS } from '../instant'

/**
 * Who sees what of an entry, and how: the table that the server goes by, and that its subjects are shown. Personal by
 * the law (PIPL) are also a plate, where it went, a temperature and symptoms.
 */

export const SEERS = ['staff', 'command', 'health', 'planner', 'supervisor', 'reporter', 'admin'] as const
/** A tablet sees as the staff who hold it. */
export type Seer = (typeof SEERS)[number]

export const DATA_KINDS = [
  'counts',
  'plate',
  'person',
  'notes',
  'reading',
  'health',
  'trajectory',
  'order',
  'order-reason',
  'duty-phone',
  'private-phone',
] as const
export type DataKind = (typeof DATA_KINDS)[number]

/**
 * `none`: not at all. `masked`: 张*, 138****1234. `opened`: masked until the seer says why and it is written down.
 * `shift`: as it is, of the last day at one's own points. `full`: as it is.
 */
export type Sight = 'none' | 'masked' | 'opened' | 'shift' | 'full'

const NOTHING: Record<DataKind, Sight> = {
  counts: 'full',
  plate: 'none',
  person: 'none',
  notes: 'none',
  reading: 'none',
  health: 'none',
  trajectory: 'none',
  order: 'none',
  'order-reason': 'none',
  'duty-phone': 'full',
  'private-phone': 'masked',
}

const DUTY: Record<DataKind, Sight> = {
  ...NOTHING,
  plate: 'full',
  person: 'opened',
  notes: 'full',
  reading: 'full',
  trajectory: 'opened',
  order: 'full',
  'order-reason': 'full',
  'private-phone': 'opened',
}

const TABLE: Record<Seer, Record<DataKind, Sight>> = {
  staff: {
    ...NOTHING,
    plate: 'shift',
    person: 'masked',
    notes: 'shift',
    reading: 'shift',
    health: 'shift',
    // The order to act on, never why: 协查对象，按处置卡执行.
    order: 'full',
  },
  command: DUTY,
  // Traces contacts and treats: symptoms and history are theirs alone. Whom the police look for is not why.
  health: { ...DUTY, health: 'full', 'order-reason': 'none' },
  planner: NOTHING,
  supervisor: NOTHING,
  reporter: { ...NOTHING, 'duty-phone': 'none', 'private-phone': 'none' },
  admin: DUTY,
}

export const sightOf = (seer: Seer, kind: DataKind): Sight => TABLE[seer][kind]

/** Whether the seer may open one value of this kind, saying why. */
export const mayOpen = (seer: Seer, kind: DataKind): boolean => sightOf(seer, kind) === 'opened'

/** How long after a passage staff see it: a shift with its handover. */
export const SHIFT_MS = DAY_MS
