'use client'

import { useCallback, useEffect, useState } from 'react'
import { api, type Failure } from '../../_live/api'
import { useResource } from '../../_live/use-resource'
import type { SentInstruction, WholeInstruction } from './instruction'

interface Page {
  instructions: SentInstruction[]
  cursor: string | null
}

/** Who reads it signs for it within minutes: often enough to watch. */
const AGAIN_MS = 10_000

/**
 * What was sent, newest first: the newest page is asked again and again, earlier ones as far as they were asked for. What was
 * once seen stays, so that new ones never push one out of sight between two pages.
 */
export const useInstructions = (named: string) => {
  const { value: newest, failure, reload } = useResource<Page>('/instructions', AGAIN_MS)
  const [kept, setKept] = useState<ReadonlyMap<string, SentInstruction>>(new Map())
  const [cursor, setCursor] = useState<string | null | undefined>(undefined)
  const [busy, setBusy] = useState(false)
  const [lack, setLack] = useState<Failure | null>(null)
  const [gone, setGone] = useState(false)
  const keep = useCallback((some: readonly SentInstruction[]) => {
    setKept((before) => new Map([...before, ...some.map((one) => [one.id, one] as const)]))
  }, [])
  /** One by itself: the one that the address names, or one that was changed. */
  const again = useCallback(
    async (id: string) => {
      const answer = await api.get<WholeInstruction>(`/instructions/${encodeURIComponent(id)}`)
      if (answer.ok) keep([answer.value])
      return answer.ok || answer.failure.kind !== 'not-found'
    },
    [keep],
  )
  useEffect(() => {
    if (newest !== null) keep(newest.instructions)
  }, [newest, keep])
  useEffect(() => {
    setGone(false)
    if (named !== '') void again(named).then((isThere) => setGone(!isThere))
  }, [named, again])
  const next = cursor === undefined ? (newest?.cursor ?? null) : cursor
  const more = async () => {
    if (next === null) return
    setBusy(true)
    const answer = await api.get<Page>(`/instructions?cursor=${encodeURIComponent(next)}`)
    setBusy(false)
    if (!answer.ok) return setLack(answer.failure)
    setLack(null)
    keep(answer.value.instructions)
    setCursor(answer.value.cursor)
  }
  return {
    /** Null until the first answer. */
    instructions: newest === null ? null : [...kept.values()].sort(newestFirst),
    failure,
    reload,
    again,
    /** The address names one that is not there. */
    gone,
    older: { hasMore: next !== null, busy, failure: lack, more },
  }
}

const newestFirst = (a: SentInstruction, b: SentInstruction): number => (a.at + a.id < b.at + b.id ? 1 : -1)
