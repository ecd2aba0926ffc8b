'use client'

import { useCallback, useEffect, useState } from 'react'
import { api, type Failure } from '../../_live/api'

interface AnswerState<T> {
  value: T | null
  failure: Failure | null
  /** Whether `value` is not (yet) the answer to what is asked now. */
  stale: boolean
}

/** Advice takes the server a moment: it is asked for once the plan rests. */
const REST_MS = 350

/** What a POST answers to a question that changes. The last answer stays, marked stale, until the next is there. */
export const useAnswer = <T>(path: string, question: object | null): AnswerState<T> & { retry: () => void } => {
  const [state, setState] = useState<AnswerState<T>>({ value: null, failure: null, stale: true })
  const [turn, setTurn] = useState(0)
  const text = question === null ? null : JSON.stringify(question)
  useEffect(() => {
    void turn
    if (text === null) return
    let current = true
    setState((before) => ({ ...before, failure: null, stale: true }))
    const timer = setTimeout(async () => {
      const answer = await api.post<T>(path, JSON.parse(text))
      if (!current) return
      if (answer.ok) setState({ value: answer.value, failure: null, stale: false })
      else setState((before) => ({ ...before, failure: answer.failure, stale: true }))
    }, REST_MS)
    return () => {
      current = false
      clearTimeout(timer)
    }
  }, [path, text, turn])
  const retry = useCallback(() => setTurn((before) => before + 1), [])
  return { ...state, retry }
}
