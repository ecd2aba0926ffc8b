import type { FieldError } from '../entries/entry'
import { HOUR_MS, parseInstant } from '../instant'

/**
 * The words of an item: what a checkpoint's crew makes beside entries. Items are immutable and idempotent as entries are;
 * the wire's schemas (`#protocol/item`) are held equal to these types by the compiler.
 */

export const ITEM_KINDS = ['shift', 'handover', 'zero-report', 'log', 'stock', 'queue', 'read'] as const
export type ItemKind = (typeof ITEM_KINDS)[number]

export const LOG_KINDS = ['disinfection', 'waste', 'fault'] as const
export type LogKind = (typeof LOG_KINDS)[number]

/** A shift that nobody ended is over after this: some posts change crews once a day, none later. */
export const SHIFT_LASTS_MS = 36 * HOUR_MS

/** Absent and null are one in optional fields. */
type Optional<T> = T | null | undefined

/** One of the crew on duty. */
export interface CrewMember {
  name: string
  agency?: Optional<string>
  /** Id on the roster, where it stands there. */
  staff?: Optional<string>
}

/** One line of a checklist of the policy: there or not, and what is missing. */
export interface Check {
  item: string
  ok: boolean
  note?: Optional<string>
}

/** How many of each supply. */
type Amounts = Record<string, number>

interface Frame<Kind extends ItemKind> {
  kind: Kind
  id: string
  /** From 1, one more with each entry and item of this device. */
  seq?: Optional<number>
  /** The pairing under which it was made; it says at which checkpoint. */
  pairing?: Optional<string>
  /** Only gates name their checkpoint. */
  checkpoint?: Optional<string>
  /** By the tablet's clock, ISO 8601 with a zone. */
  occurredAt: string
  clockOffsetMs?: Optional<number>
  /** Version of the policy in force on the tablet: it says which checklist was gone through. */
  policy?: Optional<string>
  note?: Optional<string>
  /** Entered later from paper. */
  paper?: Optional<boolean>
  /** Practice: it opens no shift and closes no period. */
  drill?: Optional<boolean>
}

/** Begins a shift, whose id is its own, with `people`; or ends the one that `ends` names. */
export interface Shift extends Frame<'shift'> {
  people?: Optional<CrewMember[]>
  checklist?: Optional<Check[]>
  ends?: Optional<string>
  signedBy: string
}

/** Ends `shift` and begins the next, whose id is its own, in one act: the post is never without a crew. */
export interface Handover extends Frame<'handover'> {
  shift?: Optional<string>
  people: CrewMember[]
  checklist?: Optional<Check[]>
  counts?: Optional<Amounts>
  stock?: Optional<Amounts>
  openAlerts?: Optional<number>
  givenBy: string
  takenBy: string
}

/** Closes a period. 0 abnormal is the zero report (零报告); no traffic (无车流) is another fact. */
export interface ZeroReport extends Frame<'zero-report'> {
  period: { from: string; to: string }
  abnormal: number
  /** What was abnormal. */
  what?: Optional<string>
  noTraffic?: Optional<boolean>
  /** What the tablet itself counted in the period. */
  counts?: Optional<Amounts>
  signedBy: string
}

/** `mends` names the fault that is over with this one. */
export interface Log extends Frame<'log'> {
  log: LogKind
  what?: Optional<string>
  /** Of waste, kilograms; of a disinfectant, litres. */
  amount?: Optional<number>
  mends?: Optional<string>
  signedBy?: Optional<string>
}

/** What is there now, and what more is asked for. */
export interface Stock extends Frame<'stock'> {
  stock: Amounts
  wanted?: Optional<Amounts>
}

/** Vehicles that wait. */
export interface Queue extends Frame<'queue'> {
  vehicles: number
}

/** An instruction was read on this tablet. */
export interface Read extends Frame<'read'> {
  instruction: string
}

export type Item = Shift | Handover | ZeroReport | Log | Stock | Queue | Read

const unreadable = (path: string): FieldError => ({ path, code: 'time', message: 'must be a time that exists' })

const reportErrors = ({ period }: ZeroReport): FieldError[] => {
  const from = parseInstant(period.from)
  const to = parseInstant(period.to)
  if (from === null) return [unreadable('/period/from')]
  if (to === null) return [unreadable('/period/to')]
  return from < to ? [] : [{ path: '/period/to', code: 'range', message: 'must be after the period begins' }]
}

/** What is wrong with the meaning of an item whose shape is right; empty where nothing is. */
export const checkItem = (item: Item): FieldError[] => {
  const errors: FieldError[] = []
  if (parseInstant(item.occurredAt) === null) errors.push(unreadable('/occurredAt'))
  if (item.kind === 'zero-report') errors.push(...reportErrors(item))
  if (item.kind === 'shift' && !item.ends && !item.people?.length) {
    errors.push({ path: '/people', code: 'missing', message: 'must name who is on duty, or the shift that ends' })
  }
  if (item.kind === 'handover' && item.shift === item.id) {
    errors.push({ path: '/shift', code: 'value', message: 'must be another shift than the one that begins' })
  }
  return errors
}

/** Whether a shift begins with this item. */
export const beginsShift = (item: Item): boolean =>
  item.drill !== true && (item.kind === 'handover' || (item.kind === 'shift' && !item.ends))

/** The shift that ends with this item, or null. */
export const endsShift = (item: Item): string | null => {
  if (item.drill === true) return null
  return (item.kind === 'handover' ? item.shift : item.kind === 'shift' ? item.ends : null) ?? null
}
