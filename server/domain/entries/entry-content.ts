import { parseInstant, utcText } from '../instant'

/**
 * What an entry says, as one text: two sendings of an entry are the same exactly where their texts are. RFC 8785 JSON
 * of the Entry as it was sent, unknown keys included, but without what may differ between sendings (the clock offset
 * learned since, the device's numbering, the pairing). Absent, null and [] are one, so members that are null or [] are
 * left out, at every depth; elements of arrays never are. Known times are written in UTC with milliseconds.
 */

/** Nesting that an entry may have, unknown keys included. One of protocol 1 has four levels. */
export const MAX_DEPTH = 64

/** Where in an entry a value stands: its times depend on it, and the order of its members is remembered by it. */
const OTHER = 0
const ENTRY = 1
const PEOPLE = 2
const PERSON = 3
const READINGS = 4
const READING = 5
const VEHICLE = 6

/** Text without a character that JSON escapes; surrogates are left to it, since it escapes those that stand alone. */
const PLAIN = /^[ !#-[\]-\ud7ff\ue000-\uffff]*$/

const quoted = (text: string): string => (PLAIN.test(text) ? `"${text}"` : JSON.stringify(text))

/** The members of an object in the order of their names' UTF-16 units (RFC 8785, 3.2.3), and each name as written. */
interface Order {
  /** As the object has them. */
  keys: string[]
  sorted: string[]
  written: string[]
}

const orderOf = (keys: string[]): Order => {
  const sorted = [...keys].sort()
  return { keys, sorted, written: sorted.map((key) => `${quoted(key)}:`) }
}

/**
 * The last order seen by place and number of members. Clients send their members in the same order every time, so
 * nearly every object finds its own; comparing names is far cheaper than sorting and quoting them.
 */
const orders: (Order | undefined)[] = []
const KEPT_MEMBERS = 40
const KEPT_CHARACTERS = 1_000

const sameKeys = (a: readonly string[], b: readonly string[]): boolean => {
  for (let index = 0; index < a.length; index++) if (a[index] !== b[index]) return false
  return true
}

const orderAt = (place: number, object: Record<string, unknown>): Order => {
  const keys = Object.keys(object)
  if (place === OTHER || keys.length > KEPT_MEMBERS) return orderOf(keys)
  const slot = place * (KEPT_MEMBERS + 1) + keys.length
  const known = orders[slot]
  if (known !== undefined && sameKeys(known.keys, keys)) return known
  const order = orderOf(keys)
  if (keys.reduce((characters, key) => characters + key.length, 0) <= KEPT_CHARACTERS) orders[slot] = order
  return order
}

const time = (text: string): string => {
  const ms = parseInstant(text)
  return ms === null ? quoted(text) : `"${utcText(text, ms)}"`
}

/** Where the member `key` of an object at `place` stands. */
const within = (place: number, key: string): number => {
  if (place === ENTRY) return key === 'people' ? PEOPLE : key === 'vehicle' ? VEHICLE : OTHER
  if (place === PERSON) return key === 'readings' ? READINGS : OTHER
  return OTHER
}

const isTime = (place: number, key: string): boolean =>
  (place === ENTRY && key === 'occurredAt') || (place === READING && key === 'at')

const isLeftOut = (key: string): boolean => key === 'clockOffsetMs' || key === 'seq' || key === 'pairing'

const writeArray = (array: readonly unknown[], place: number, depth: number): string => {
  const element = place === PEOPLE ? PERSON : place === READINGS ? READING : OTHER
  let text = '['
  for (let index = 0; index < array.length; index++) {
    if (index > 0) text += ','
    text += write(array[index], element, depth)
  }
  return `${text}]`
}

const writeObject = (object: Record<string, unknown>, place: number, depth: number): string => {
  const { sorted, written } = orderAt(place, object)
  let text = '{'
  for (let index = 0; index < sorted.length; index++) {
    // In bounds: both are as long as the object has members.
    const key = sorted[index]!
    const value = object[key]
    if (value === null || value === undefined || (Array.isArray(value) && value.length === 0)) continue
    if (place === ENTRY && isLeftOut(key)) continue
    text += text.length > 1 ? `,${written[index]!}` : written[index]!
    text += typeof value === 'string' && isTime(place, key) ? time(value) : write(value, within(place, key), depth)
  }
  return `${text}}`
}

const write = (value: unknown, place: number, depth: number): string => {
  switch (typeof value) {
    case 'string':
      return quoted(value)
    case 'number':
      // As RFC 8785 asks, JSON writes numbers the way ECMAScript does; -0 is 0.
      return Number.isFinite(value) ? String(value) : 'null'
    case 'boolean':
      return value ? 'true' : 'false'
    case 'object':
      if (value === null) return 'null'
      if (depth >= MAX_DEPTH) throw new RangeError(`An entry is nested at most ${MAX_DEPTH} levels deep`)
      return Array.isArray(value)
        ? writeArray(value, place, depth + 1)
        : writeObject(value as Record<string, unknown>, place, depth + 1)
    default:
      return 'null'
  }
}

/** The text that is digested. Throws RangeError where nested deeper than MAX_DEPTH, which `readEntry` has ruled out. */
export const entryContent = (raw: Record<string, unknown>): string => writeObject(raw, ENTRY, 1)
