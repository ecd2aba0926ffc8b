/** A failure in the reader's words: what, then what to do. */
'use client'

import { useCallback } from 'react'
import type { Failure } from '../_live/api'
import { everyRoom } from './every-room'
import { duration } from './format'
import { useLanguage } from './language'

/** `own` are the room's words for kinds that it can say more exactly. */
export const useFailureWords = () => {
  const language = useLanguage()
  return useCallback(
    (failure: Failure, own: Partial<Record<Failure['kind'], string>> = {}): string => {
      const words = everyRoom[language]
      const what = own[failure.kind] ?? words.failure[failure.kind]
      const wait = failure.retryAfterSeconds
      const separator = language === 'zh' ? '，' : ', '
      if (wait !== undefined && wait > 0) return what + separator + words.retryAfter(duration(wait * 1000, language))
      return what
    },
    [language],
  )
}
