'use client'

import { useState } from 'react'
import type { Answer } from '../_live/api'
import { useFailureWords } from '../_text/use-failure'

/** What a form sends: whether it is on its way, and in words what came of it where it was refused. */
export const useSending = () => {
  const failureWords = useFailureWords()
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<string | null>(null)
  type Words = Parameters<typeof failureWords>
  /** `own` and `labels` as `useFailureWords` takes them. */
  const send = async <T>(asked: Promise<Answer<T>>, own?: Words[1], labels?: Words[2]): Promise<Answer<T>> => {
    setBusy(true)
    setError(null)
    const answer = await asked
    setBusy(false)
    if (!answer.ok) setError(failureWords(answer.failure, own, labels))
    return answer
  }
  return { busy, error, setError, send }
}
