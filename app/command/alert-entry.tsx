'use client'

import { useEffect, useState } from 'react'
import { HOUR_MS } from '#domain/instant'
import type { Alert } from '#protocol/live'
import { api } from '../_live/api'
import { command } from '../_text/command'
import { degrees, number, plate } from '../_text/format'
import { useText } from '../_text/language'
import type { FeedEntry } from './checkpoint-feed'
import styles from './queue.module.css'

/** An entry that came late counts before its alert was raised; older than this it is not looked for. */
const BEFORE_MS = 6 * HOUR_MS
const AFTER_MS = 120_000

const findEntry = async ({ checkpoint, entry, raisedAt }: Alert): Promise<FeedEntry | null> => {
  if (checkpoint === undefined || entry === undefined) return null
  const raised = Date.parse(raisedAt)
  const query = new URLSearchParams({
    checkpoint,
    from: new Date(raised - BEFORE_MS).toISOString(),
    to: new Date(raised + AFTER_MS).toISOString(),
  })
  const answer = await api.get<{ entries: FeedEntry[] }>(`/entries?${query}`)
  return answer.ok ? (answer.value.entries.find(({ id }) => id === entry) ?? null) : null
}

/** Whose readings went highest, in the order they were taken: 37.6 → 38.1 ℃. */
const readingsOf = ({ people }: FeedEntry): string => {
  const highest = (readings: FeedEntry['people'][number]['readings']) =>
    Math.max(...readings.map(({ celsius }) => celsius))
  const [worst] = people
    .map(({ readings }) => readings)
    .filter((readings) => readings.length > 0)
    .sort((a, b) => highest(b) - highest(a))
  return (worst ?? []).map(({ celsius }) => degrees(celsius)).join(' → ')
}

/** What the alert is about, from its entry: vehicle, direction and people, readings, what was done. */
export const AlertEntry = ({ alert }: { alert: Alert }) => {
  const words = useText(command)
  const [found, setFound] = useState<FeedEntry | null>(null)
  useEffect(() => {
    let current = true
    void findEntry(alert).then((entry) => {
      if (current) setFound(entry)
    })
    return () => {
      current = false
    }
  }, [alert])
  if (found === null || found.id !== alert.entry) return null
  const { vehicle, direction, headcount, disposition } = found
  const facts = [
    words.panel.passage(words.panel.directions[direction], number(headcount)),
    readingsOf(found),
    words.disposition[disposition],
  ].filter((fact) => fact !== '')
  return (
    <p className={styles.entry}>
      <span className={styles.plate}>
        {vehicle === null ? words.panel.onFoot : vehicle.plate ? plate(vehicle.plate) : words.panel.noPlate}
      </span>
      {` · ${facts.join(' · ')}`}
    </p>
  )
}
