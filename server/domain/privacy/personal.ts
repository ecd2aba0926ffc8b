import type { Item } from '../checkpoints/item'
import type { Entry } from '../entries/entry'

/**
 * What of an entry names a person, or may: names, numbers, and text that somebody wrote freely. It is taken out of the
 * entry before it is stored, sealed, and put back for whoever may read it. Most entries are a plate and a temperature
 * and have none of it.
 */

/** What was taken out, by JSON Pointer (RFC 6901) into the entry. */
export type PersonalParts = Record<string, string>

/** Of each person of an entry. */
const OF_PERSON = ['name', 'idNumber', 'phone', 'noId'] as const
/** Of the entry itself. */
const OF_ENTRY = ['destination', 'pass', 'note'] as const
const OF_LOAD = ['what', 'certificate'] as const

/** By what a person is found, exactly. */
export const PERSON_MARKS = ['name', 'phone', 'idNumber'] as const
export type PersonMark = (typeof PERSON_MARKS)[number]

const hasPersonal = (entry: Entry): boolean => {
  const { people, load } = entry
  for (let index = 0; index < people.length; index++) {
    // In bounds.
    const person = people[index]!
    if (person.name || person.idNumber || person.phone || person.noId) return true
  }
  return Boolean(entry.note || entry.destination || entry.pass || entry.void?.reason || load?.what || load?.certificate)
}

/** Takes `fields` out of a copy of `from`; what they held goes to `parts` under `base`. */
const takeOut = <T extends object, K extends keyof T & string>(
  from: T,
  fields: readonly K[],
  base: string,
  parts: PersonalParts,
): T => {
  const rest = { ...from }
  for (const field of fields) {
    const value = from[field]
    if (typeof value !== 'string' || value === '') continue
    parts[`${base}/${field}`] = value
    delete rest[field]
  }
  return rest
}

/** The entry without what is personal, and that; null where there is nothing, so that it costs nothing. */
export const takePersonal = (entry: Entry): { bare: Entry; parts: PersonalParts } | null => {
  if (!hasPersonal(entry)) return null
  const parts: PersonalParts = {}
  const bare = takeOut(entry, OF_ENTRY, '', parts)
  bare.people = entry.people.map((person, index) => takeOut(person, OF_PERSON, `/people/${index}`, parts))
  if (entry.load) bare.load = takeOut(entry.load, OF_LOAD, '/load', parts)
  if (entry.void) {
    parts['/void/reason'] = entry.void.reason
    bare.void = { reason: '' }
  }
  return { bare, parts }
}

/**
 * What of an item somebody wrote freely, and may name a traveller in: its note, what was abnormal in a report, what is
 * missing on a checklist. Who is on duty stays, and so does a log's text, which is of equipment.
 */
export const takeItemPersonal = (item: Item): { bare: Item; parts: PersonalParts } | null => {
  const parts: PersonalParts = {}
  const noted: Item = takeOut(item, ['note'], '', parts)
  const bare: Item = noted.kind === 'zero-report' ? takeOut(noted, ['what'], '', parts) : noted
  if ('checklist' in bare && bare.checklist) {
    bare.checklist = bare.checklist.map((check, index) => takeOut(check, ['note'], `/checklist/${index}`, parts))
  }
  return Object.keys(parts).length === 0 ? null : { bare, parts }
}

/** Puts the parts back where they were, in `bare` itself, which was just read and is nobody else's. */
export const putBack = (bare: Record<string, unknown>, parts: PersonalParts): Record<string, unknown> => {
  for (const [pointer, value] of Object.entries(parts)) {
    const steps = pointer.split('/').slice(1)
    const field = steps.pop()
    let holder: unknown = bare
    for (const step of steps) holder = isObject(holder) ? holder[step] : undefined
    // Retention may have taken the holder away.
    if (field !== undefined && isObject(holder)) holder[field] = value
  }
  return bare
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null

/** The names, telephone numbers and document numbers among the parts, each with what it is. */
export const marksOf = (parts: PersonalParts): { kind: PersonMark; value: string }[] =>
  Object.entries(parts).flatMap(([pointer, value]) => {
    const field = /^\/people\/\d+\/(\w+)$/.exec(pointer)?.[1]
    const kind = PERSON_MARKS.find((one) => one === field)
    return kind === undefined ? [] : [{ kind, value }]
  })
