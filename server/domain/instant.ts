/**
 * Times on the wire, read without the host's date parser: it takes less than ISO 8601 has (a decimal comma) and rolls
 * some days that don't exist over into the next month.
 */

export const SECOND_MS = 1_000
export const MINUTE_MS = 60_000
export const HOUR_MS = 3_600_000
export const DAY_MS = 86_400_000

const ZERO = 48
const DASH = 45
const DOT = 46
const COMMA = 44
const COLON = 58
const PLUS = 43
const UPPER_T = 84
const UPPER_Z = 90

/** 0001-01-01T00:00Z and 9999-12-31T23:59:59.999Z: what every database and language on the way can hold. */
const EARLIEST_MS = -62_135_596_800_000
const LATEST_MS = 253_402_300_799_999

/** The two digits at `index`, or -1. */
const twoDigits = (text: string, index: number): number => {
  const tens = text.charCodeAt(index) - ZERO
  const ones = text.charCodeAt(index + 1) - ZERO
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : -1
}

const isLeap = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)

const daysInMonth = (year: number, month: number): number =>
  month === 2 ? (isLeap(year) ? 29 : 28) : month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31

/** Days from 1970-01-01 to a Gregorian date that exists; years from 1. */
const dayNumber = (year: number, month: number, day: number): number => {
  const shifted = month <= 2 ? year - 1 : year
  const century = Math.floor(shifted / 100)
  const monthFromMarch = (month + 9) % 12
  const dayOfYear = Math.floor((153 * monthFromMarch + 2) / 5) + day - 1
  return 365 * shifted + Math.floor(shifted / 4) - century + Math.floor(century / 4) + dayOfYear - 719_468
}

/** Whether a Gregorian date exists; years 1 to 9999. */
export const dateExists = (year: number, month: number, day: number): boolean =>
  year >= 1 && year <= 9999 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month)

/** The day number (days since 1970-01-01) of YYYY-MM-DD at the start of `text`, or null where there is no such day. */
const readDate = (text: string): number | null => {
  const century = twoDigits(text, 0)
  const rest = twoDigits(text, 2)
  const month = twoDigits(text, 5)
  const day = twoDigits(text, 8)
  if (century < 0 || rest < 0 || text.charCodeAt(4) !== DASH || text.charCodeAt(7) !== DASH) return null
  const year = century * 100 + rest
  return dateExists(year, month, day) ? dayNumber(year, month, day) : null
}

/** Whether `text` is YYYY-MM-DD and that day exists. */
export const isDate = (text: string): boolean => text.length === 10 && readDate(text) !== null

/**
 * ISO 8601 with a zone to milliseconds since 1970 (fractions past the millisecond are cut), or null where it can't be
 * read: another shape, a day or hour that doesn't exist, a year outside 1 to 9999. 24:00 is the next day's 00:00, a
 * leap second (23:59:60 UTC) the second after it.
 */
export const parseInstant = (text: string): number | null => {
  const days = readDate(text)
  if (days === null || text.charCodeAt(10) !== UPPER_T || text.charCodeAt(13) !== COLON) return null
  const hour = twoDigits(text, 11)
  const minute = twoDigits(text, 14)
  if (hour < 0 || hour > 24 || minute < 0 || minute > 59) return null

  let at = 16
  let second = 0
  let millisecond = 0
  if (text.charCodeAt(at) === COLON) {
    second = twoDigits(text, at + 1)
    if (second < 0 || second > 60) return null
    at += 3
    const mark = text.charCodeAt(at)
    if (mark === DOT || mark === COMMA) {
      const start = ++at
      for (let digit = text.charCodeAt(at) - ZERO; digit >= 0 && digit <= 9; digit = text.charCodeAt(++at) - ZERO) {
        if (at - start < 3) millisecond = millisecond * 10 + digit
      }
      const digits = at - start
      if (digits === 0 || digits > 9) return null
      if (digits === 1) millisecond *= 100
      else if (digits === 2) millisecond *= 10
    }
  }
  if (hour === 24 && (minute !== 0 || second !== 0 || millisecond !== 0)) return null

  let offsetMinutes = 0
  const sign = text.charCodeAt(at)
  if (sign === UPPER_Z) {
    if (text.length !== at + 1) return null
  } else if (sign === PLUS || sign === DASH) {
    const offsetHour = twoDigits(text, at + 1)
    const colon = text.charCodeAt(at + 3) === COLON ? 1 : 0
    const offsetMinute = twoDigits(text, at + 3 + colon)
    if (offsetHour < 0 || offsetHour > 23 || offsetMinute < 0 || offsetMinute > 59) return null
    if (text.length !== at + 5 + colon) return null
    offsetMinutes = (offsetHour * 60 + offsetMinute) * (sign === PLUS ? 1 : -1)
  } else return null

  const minuteOfDay = hour * 60 + minute - offsetMinutes
  if (second === 60 && (((minuteOfDay + 1) % 1440) + 1440) % 1440 !== 0) return null
  const ms = days * DAY_MS + minuteOfDay * MINUTE_MS + second * SECOND_MS + millisecond
  return ms >= EARLIEST_MS && ms <= LATEST_MS ? ms : null
}

/**
 * The instant `ms`, which `text` was parsed to, as ECMAScript writes it: UTC with milliseconds. Most clients write it so
 * already, and then there is nothing to make.
 */
export const utcText = (text: string, ms: number): string => {
  const isWritten =
    text.length === 24 &&
    text.charCodeAt(23) === UPPER_Z &&
    text.charCodeAt(19) === DOT &&
    // 24:00 and the leap second are other ways to write what follows them.
    twoDigits(text, 11) < 24 &&
    twoDigits(text, 17) < 60
  return isWritten ? text : new Date(ms).toISOString()
}
