/** The formats bound to the reader's language and the jurisdiction's zone. */
'use client'

import { useMemo } from 'react'
import {
  ago,
  clockSeconds,
  clockTime,
  countdown,
  dayAndTime,
  dayName,
  dayOf,
  duration,
  listed,
  localDate,
  monthName,
} from './format'
import { type Language, useLanguage } from './language'
import { useZone } from './zone'

type Instant = string | number | Date

const bind = (language: Language, zone: string) => ({
  time: (at: Instant) => clockTime(at, zone),
  seconds: (at: Instant) => clockSeconds(at, zone),
  day: (at: Instant) => dayName(at, zone, language),
  /** A local date, YYYY-MM-DD, as seen on another. */
  dayOf: (date: string, today: string) => dayOf(date, today, language),
  month: (month: string) => monthName(month, language),
  date: (at: Instant) => localDate(at, zone),
  dayAndTime: (at: Instant, now: Instant) => dayAndTime(at, now, zone, language),
  duration: (milliseconds: number) => duration(milliseconds, language),
  ago: (milliseconds: number) => ago(milliseconds, language),
  countdown: (milliseconds: number) => countdown(milliseconds, language),
  list: (names: readonly string[]) => listed(names, language),
})

export const useFormat = (): ReturnType<typeof bind> => {
  const language = useLanguage()
  const zone = useZone()
  return useMemo(() => bind(language, zone), [language, zone])
}
