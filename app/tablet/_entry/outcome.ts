import type { Disposition, Hit } from '#domain/entries/entry'
import type { EntryForm } from './form-shape'

/** What may be done with a standing fever: it is never sent on, turned back or sent home. */
const KEEPS: readonly Disposition[] = ['hold', 'isolation', 'hospital', 'handover']

export const keepsFever = (disposition: Disposition): boolean => KEEPS.includes(disposition)

/** With these nobody waits for a reading or a whole plate: the vehicle is gone, or was not let in. */
const GONE: readonly Disposition[] = ['turn-back', 'refused', 'evaded']

export const isGone = (disposition: Disposition | null): boolean => disposition !== null && GONE.includes(disposition)

/** In the order of how often they are needed. */
const DISPOSITION_ORDER: readonly Disposition[] = [
  'release',
  'turn-back',
  'home-observation',
  'point-to-point',
  'hold',
  'isolation',
  'hospital',
  'handover',
  'refused',
  'evaded',
]
/** An expired certificate stops a load like a fever stops a person. */
const STOPS_LOAD: readonly Disposition[] = ['turn-back', 'hold', 'handover']

/** The keys that exist; those that must not be are absent. */
export const dispositionsFor = (about: { fever: boolean; loadExpired: boolean }): readonly Disposition[] => {
  if (about.fever) return KEEPS
  return about.loadExpired ? STOPS_LOAD : DISPOSITION_ORDER
}

export const stopsLoad = (disposition: Disposition): boolean => STOPS_LOAD.includes(disposition)

/** What was done: with all of them, and where it differs with those who have a standing fever. */
export interface Outcome {
  disposition: Disposition
  fevers?: Disposition
  note?: string
  hits?: readonly Hit[]
  /** Been in a risk area, for those of whom it is not said one by one. */
  visited?: boolean | null
}

/**
 * What the primary key does. A correction leaves what was done as it was, unless something else was chosen; only a hold
 * ends when its high reading was a mistake, and a standing fever stays kept whatever was chosen.
 */
export function outcomeOf(form: EntryForm, hot: readonly number[]): Outcome {
  const { task } = form
  const before = task.kind === 'correct' ? task.root : task.kind === 'mend' ? task.entry : null
  const held = before?.disposition === 'hold' && hot.length === 0
  const wanted = form.disposition ?? (before && !held ? before.disposition : 'release')
  if (hot.length === 0) return { disposition: wanted }
  const own = hot.map((index) => form.people[index]?.disposition ?? null)
  const astray = own.some((one) => one !== null && !keepsFever(one))
  const kept = keepsFever(wanted) || own.every((one) => one !== null)
  return { disposition: kept ? wanted : 'hold', ...(astray ? { fevers: 'hold' } : {}) }
}
