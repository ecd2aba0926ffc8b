'use client'

import { useEffect, useRef, useState } from 'react'
import { localHour, localMidnight } from '#domain/entries/counted-at'
import type { Counts } from '#domain/entries/counts'
import type { Entry } from '#domain/entries/entry'
import { MINUTE_MS } from '#domain/instant'
import { api, type Failure } from '../_live/api'
import { serverNow } from '../_live/live-store'
import { useCheckpoint } from '../_live/use-live'
import { useZone } from '../_text/zone'
import { useMayOpen } from '../_ui/use-may-open'

/** An item of `GET /entries`: the entry as sent, and when it counts. */
export type FeedEntry = Entry & { countedAt: string; standing?: boolean }

export interface HourBar {
  /** Local hour of the day. */
  hour: number
  vehicles: number
}

interface Feed {
  /** From midnight up to the hour that runs. */
  hours: HourBar[]
  /** Newest first; null for who sees no entries. */
  entries: FeedEntry[] | null
}

type FeedState =
  | { phase: 'loading' }
  | { phase: 'failed'; failure: Failure; feed: Feed | null }
  | { phase: 'ready'; feed: Feed }

/** However many entries come, the panel asks this seldom. */
const REFRESH_MS = 2500

const load = async (code: string, zone: string, shown: number, seesEntries: boolean): Promise<Feed | Failure> => {
  const now = serverNow()
  const midnight = localMidnight(now, zone)
  const checkpoint = encodeURIComponent(code)
  const from = encodeURIComponent(new Date(midnight).toISOString())
  // A minute on, so that what was just logged by a tablet ahead of the clock is in.
  const to = encodeURIComponent(new Date(now + MINUTE_MS).toISOString())
  const range = `checkpoint=${checkpoint}&from=${from}&to=${to}`
  const [counts, entries] = await Promise.all([
    api.get<{ counts: (Counts & { hour: string })[] }>(`/counts?${range}&by=hour`),
    seesEntries ? api.get<{ entries: FeedEntry[] }>(`/entries?${range}`) : null,
  ])
  if (!counts.ok) return counts.failure
  if (entries && !entries.ok) return entries.failure
  return {
    hours: hoursOf(counts.value.counts, now, midnight, zone),
    entries: entries?.value.entries.filter(({ standing }) => standing !== false).slice(0, shown) ?? null,
  }
}

const hoursOf = (
  counts: readonly (Counts & { hour: string })[],
  now: number,
  midnight: number,
  zone: string,
): HourBar[] => {
  const bars = Array.from({ length: localHour(now, zone) + 1 }, (_, hour): HourBar => ({ hour, vehicles: 0 }))
  for (const { hour, vehiclesIn, vehiclesOut } of counts) {
    const ms = Date.parse(hour)
    const bar = ms < midnight ? undefined : bars[localHour(ms, zone)]
    if (bar) bar.vehicles += vehiclesIn + vehiclesOut
  }
  return bars
}

/** A checkpoint's hours and latest entries; asked for again when its figures change, never more often than set. */
export const useCheckpointFeed = (code: string, shown: number): { state: FeedState; retry: () => void } => {
  const zone = useZone()
  const checkpoint = useCheckpoint(code)
  const seesEntries = useMayOpen()('entries')
  const [state, setState] = useState<FeedState>({ phase: 'loading' })
  const [turn, setTurn] = useState(0)
  const asked = useRef({ code: '', at: 0 })
  const mark = checkpoint ? JSON.stringify(checkpoint.today) : ''

  useEffect(() => {
    void mark
    void turn
    let current = true
    const isOther = asked.current.code !== code
    if (isOther) setState({ phase: 'loading' })
    const wait = isOther ? 0 : Math.max(0, asked.current.at + REFRESH_MS - Date.now())
    const timer = setTimeout(() => {
      asked.current = { code, at: Date.now() }
      void load(code, zone, shown, seesEntries).then((answer) => {
        if (!current) return
        setState((before) => {
          if (!('kind' in answer)) return { phase: 'ready', feed: answer }
          return { phase: 'failed', failure: answer, feed: before.phase === 'ready' ? before.feed : null }
        })
      })
    }, wait)
    return () => {
      current = false
      clearTimeout(timer)
    }
  }, [code, zone, mark, turn, shown, seesEntries])

  return { state, retry: () => setTurn((before) => before + 1) }
}
