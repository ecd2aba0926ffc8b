/** What was asked and found. Nothing of it goes into the address: it is personal. */
'use client'

import { useRef, useState } from 'react'
import type { Entry } from '#domain/entries/entry'
import { api, type Failure } from '../../_live/api'

export interface Criteria {
  plate: string
  name: string
  phone: string
  idNumber: string
  /** ISO 8601; null: no bound. */
  from: string | null
  to: string | null
  reason: string
}

/** Whether a person is looked for, of whom nothing is found by a part. */
export const asksPerson = (asked: Criteria | null): boolean =>
  asked !== null && [asked.name, asked.phone, asked.idNumber].some((one) => one.trim() !== '')

export type FoundEntry = Partial<Entry> & {
  id: string
  checkpoint: string | null
  countedAt: string
  standing?: boolean
}

interface Page {
  entries: FoundEntry[]
  cursor: string | null
}

type SearchState =
  | { phase: 'idle' }
  | { phase: 'searching'; entries: FoundEntry[] }
  | { phase: 'failed'; failure: Failure; entries: FoundEntry[]; cursor: string | null }
  | { phase: 'found'; entries: FoundEntry[]; cursor: string | null }

/** `search` begins anew; `more` goes on from where the last page ended, also after it failed; `clear` forgets all. */
export const useSearch = () => {
  const [state, setState] = useState<SearchState>({ phase: 'idle' })
  const asked = useRef({ turn: 0, criteria: null as Criteria | null })

  const load = async (criteria: Criteria, cursor: string | null, before: FoundEntry[]) => {
    const turn = asked.current.turn + 1
    asked.current = { turn, criteria }
    setState({ phase: 'searching', entries: before })
    const answer = await api.post<Page>('/entries/search', { ...criteria, cursor })
    // An answer that was overtaken by a newer question is of no use.
    if (asked.current.turn !== turn) return
    if (!answer.ok) return setState({ phase: 'failed', failure: answer.failure, entries: before, cursor })
    setState({ phase: 'found', entries: [...before, ...answer.value.entries], cursor: answer.value.cursor })
  }

  return {
    state,
    /** Why the entries that are shown were searched for; values of them are opened for the same. */
    reason: asked.current.criteria?.reason ?? '',
    search: (criteria: Criteria) => void load(criteria, null, []),
    /** What was found for another question must not stand under one that was refused. */
    clear: () => {
      asked.current = { turn: asked.current.turn + 1, criteria: null }
      setState({ phase: 'idle' })
    },
    /** The same question, as a file; asked again, so that nothing is in it that was not written down. */
    asked: () => asked.current.criteria,
    more: () => {
      const { criteria } = asked.current
      if (criteria !== null && 'cursor' in state && state.cursor !== null) {
        void load(criteria, state.cursor, state.entries)
      }
    },
  }
}
