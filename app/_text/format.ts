/**
 * Times, numbers and ages in words. Times are shown in the jurisdiction's zone, 24 h, in western figures. Pure: the zone
 * and the language are arguments; `use-format.ts` binds them for React.
 */

import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '#domain/instant'
import type { Language } from './language'

type Instant = string | number | Date

const cache = new Map<string, Intl.DateTimeFormat>()

const formatter = (language: Language, zone: string, options: Intl.DateTimeFormatOptions) => {
  const key = `${language} ${zone} ${JSON.stringify(options)}`
  let found = cache.get(key)
  if (!found) {
    found = new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN-u-nu-latn' : 'en-GB-u-nu-latn', {
      timeZone: zone,
      hourCycle: 'h23',
      ...options,
    })
    cache.set(key, found)
  }
  return found
}

const parts = (at: Instant, zone: string, options: Intl.DateTimeFormatOptions, language: Language = 'en') => {
  const found: Partial<Record<Intl.DateTimeFormatPartTypes, string>> = {}
  for (const part of formatter(language, zone, options).formatToParts(new Date(at))) found[part.type] = part.value
  return found
}

/** 14:06 */
export const clockTime = (at: Instant, zone: string): string => {
  const { hour, minute } = parts(at, zone, { hour: '2-digit', minute: '2-digit' })
  return `${hour}:${minute}`
}

/** 14:06:32 */
export const clockSeconds = (at: Instant, zone: string): string => {
  const { hour, minute, second } = parts(at, zone, { hour: '2-digit', minute: '2-digit', second: '2-digit' })
  return `${hour}:${minute}:${second}`
}

/** 11月23日 周一, Mon 23 Nov */
export const dayName = (at: Instant, zone: string, language: Language): string => {
  if (language === 'zh') {
    const { month, day, weekday } = parts(at, zone, { month: 'numeric', day: 'numeric', weekday: 'short' }, 'zh')
    return `${month}月${day}日 ${weekday}`
  }
  const { month, day, weekday } = parts(at, zone, { month: 'short', day: 'numeric', weekday: 'short' })
  return `${weekday} ${day} ${month}`
}

/** A local date as dayName has it, with its year where that is not the reader's: 2025年12月31日 周三, Wed 31 Dec 2025. */
export const dayOf = (date: string, today: string, language: Language): string => {
  const name = dayName(`${date}T12:00:00Z`, 'UTC', language)
  const year = date.slice(0, 4)
  if (year === today.slice(0, 4)) return name
  return language === 'zh' ? `${year}年${name}` : `${name} ${year}`
}

/** 2026年11月, November 2026, from 2026-11. */
export const monthName = (month: string, language: Language): string => {
  const at = `${month}-15T00:00:00Z`
  if (Number.isNaN(Date.parse(at))) return month
  const { year, month: named } = parts(
    at,
    'UTC',
    { year: 'numeric', month: language === 'zh' ? 'numeric' : 'long' },
    language,
  )
  return language === 'zh' ? `${year}年${named}月` : `${named} ${year}`
}

/** 2026-11-23, the local date. */
export const localDate = (at: Instant, zone: string): string => {
  const { year, month, day } = parts(at, zone, { year: 'numeric', month: '2-digit', day: '2-digit' })
  return `${year}-${month}-${day}`
}

/** 14:06 today, else 11月21日 17:02 (21 Nov 17:02), with the year where that is another. */
export const dayAndTime = (at: Instant, now: Instant, zone: string, language: Language): string => {
  const time = clockTime(at, zone)
  const [then, today] = [localDate(at, zone), localDate(now, zone)]
  if (then === today) return time
  const year = then.slice(0, 4)
  const another = year !== today.slice(0, 4)
  if (language === 'zh') {
    const { month, day } = parts(at, zone, { month: 'numeric', day: 'numeric' }, 'zh')
    return `${another ? `${year}年` : ''}${month}月${day}日 ${time}`
  }
  const { month, day } = parts(at, zone, { month: 'short', day: 'numeric' })
  return `${day} ${month} ${another ? `${year} ` : ''}${time}`
}

/** A stretch of time in one unit, two above the hour: 8 秒, 23 分, 1 时 5 分, 3 天. Negative counts as none. */
export const duration = (milliseconds: number, language: Language): string => {
  const ms = Math.max(0, milliseconds)
  const zh = language === 'zh'
  if (ms < MINUTE_MS) return `${Math.floor(ms / SECOND_MS)} ${zh ? '秒' : 's'}`
  if (ms < HOUR_MS) return `${Math.floor(ms / MINUTE_MS)} ${zh ? '分' : 'min'}`
  if (ms < DAY_MS) {
    const hours = Math.floor(ms / HOUR_MS)
    const minutes = Math.floor((ms % HOUR_MS) / MINUTE_MS)
    if (minutes === 0) return `${hours} ${zh ? '小时' : 'h'}`
    return zh ? `${hours} 时 ${minutes} 分` : `${hours} h ${minutes} min`
  }
  return `${Math.floor(ms / DAY_MS)} ${zh ? '天' : 'd'}`
}

/** How long ago: 刚刚 under five seconds, 8 秒前, 23 分前. */
export const ago = (milliseconds: number, language: Language): string => {
  if (milliseconds < 5 * SECOND_MS) return language === 'zh' ? '刚刚' : 'just now'
  const length = duration(milliseconds, language)
  return language === 'zh' ? `${length}前` : `${length} ago`
}

/** 9 分 12 秒: a countdown. */
export const countdown = (milliseconds: number, language: Language): string => {
  const seconds = Math.max(0, Math.ceil(milliseconds / SECOND_MS))
  const minutes = Math.floor(seconds / 60)
  const rest = seconds % 60
  if (language === 'zh') return minutes > 0 ? `${minutes} 分 ${rest} 秒` : `${rest} 秒`
  return minutes > 0 ? `${minutes} min ${rest} s` : `${rest} s`
}

/** Names one after the other: 甲、乙 or A, B. */
export const listed = (names: readonly string[], language: Language): string =>
  names.join(language === 'zh' ? '、' : ', ')

const numbers = new Intl.NumberFormat('en', { maximumFractionDigits: 1 })
const oneDecimal = new Intl.NumberFormat('en', { minimumFractionDigits: 1, maximumFractionDigits: 1 })

/** 3,482 */
export const number = (value: number): string => numbers.format(value)

/** 61.4 km, from metres. */
export const kilometres = (metres: number): string => `${oneDecimal.format(metres / 1000)} km`

/** 36.5 ℃ */
export const degrees = (celsius: number): string => `${oneDecimal.format(celsius)} ℃`

/** 浙E·3K7P2 from the canonical 浙E3K7P2; anything that is not a civil plate stays as it is. */
export const plate = (canonical: string): string =>
  /^\p{Script=Han}[A-Z]/u.test(canonical) ? `${canonical.slice(0, 2)}·${canonical.slice(2)}` : canonical

/** English alone: 1 vehicle, 2 vehicles; `many` where it is more than an s. */
export const counted = (count: number | string, one: string, many = `${one}s`): string =>
  `${count} ${String(count) === '1' ? one : many}`
