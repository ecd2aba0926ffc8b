/** A failure in the reader's words: what, then what to do. */
'use client'

import { useCallback } from 'react'
import type { Failure } from '../_live/api'
import { everyRoom } from './every-room'
import { duration } from './format'
import { useLanguage } from './language'

type Own = Partial<Record<Failure['kind'], string>>
/** A form's labels by the path of its field: `/password` is 密码. */
type Labels = Readonly<Record<string, string>>

/**
 * `own` are the room's words for kinds that it can say more exactly; `labels` name the field that the server finds at
 * fault. What is wrong with it is said in English by the server, so Chinese names the field and the form's hint says the
 * rest.
 */
export const useFailureWords = () => {
  const language = useLanguage()
  return useCallback(
    (failure: Failure, own: Own = {}, labels: Labels = {}): string => {
      const words = everyRoom[language]
      const first = failure.problem?.errors?.[0]
      const label = first && first.code !== 'taken' ? labels[first.path] : undefined
      if (first && label !== undefined) return words.fieldFault(label, first.message)
      const what = own[failure.kind] ?? words.failure[failure.kind]
      const wait = failure.retryAfterSeconds
      const separator = language === 'zh' ? '，' : ', '
      if (wait !== undefined && wait > 0) return what + separator + words.retryAfter(duration(wait * 1000, language))
      return what
    },
    [language],
  )
}
