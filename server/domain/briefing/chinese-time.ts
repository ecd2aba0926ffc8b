import { zoneOffsetMinutes } from '../entries/counted-at'
import { MINUTE_MS } from '../instant'

/** 11月23日 of 2026-11-23. */
export const monthAndDay = (date: string): string => {
  const [, month, day] = date.split('-').map(Number)
  return `${month}月${day}日`
}

/** 2026年11月23日. */
export const fullDate = (date: string): string => `${Number(date.slice(0, 4))}年${monthAndDay(date)}`

/** 11月23日18时, or 11月23日18时5分; in the zone. */
export const dayAndHour = (instant: string, zone: string): string => {
  const ms = Date.parse(instant)
  const local = new Date(ms + zoneOffsetMinutes(zone, ms) * MINUTE_MS)
  const minutes = local.getUTCMinutes()
  const time = `${local.getUTCHours()}时${minutes === 0 ? '' : `${minutes}分`}`
  return monthAndDay(local.toISOString().slice(0, 10)) + time
}
