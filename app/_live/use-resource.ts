/** What a GET answers, kept while it is asked again: a failure stands beside the data, never in its place. */
'use client'

import { useCallback, useEffect, useRef, useState } from 'react'
import { api, type Failure } from './api'

interface Resource<T> {
  value: T | null
  failure: Failure | null
  reload: () => Promise<void>
  /** Lays a change of one's own over the value until the next answer. */
  change: (make: (value: T) => T) => void
}

/** `everyMs` asks again while the page is in sight; 0 does not. */
export const useResource = <T>(path: string, everyMs = 0): Resource<T> => {
  const [value, setValue] = useState<T | null>(null)
  const [failure, setFailure] = useState<Failure | null>(null)
  const asked = useRef(0)

  const reload = useCallback(async () => {
    asked.current += 1
    const mine = asked.current
    const answer = await api.get<T>(path)
    // An answer that was overtaken by a newer question, or by leaving, is of no use.
    if (mine !== asked.current) return
    if (answer.ok) {
      setValue(answer.value)
      setFailure(null)
      return
    }
    setFailure(answer.failure)
  }, [path])

  useEffect(() => {
    void reload()
    const timer =
      everyMs > 0
        ? setInterval(() => {
            if (document.visibilityState === 'visible') void reload()
          }, everyMs)
        : undefined
    return () => {
      clearInterval(timer)
      asked.current += 1
    }
  }, [reload, everyMs])

  const change = useCallback((make: (value: T) => T) => {
    setValue((held) => (held === null ? held : make(held)))
  }, [])
  return { value, failure, reload, change }
}
