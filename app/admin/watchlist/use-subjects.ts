'use client'

import { useEffect, useRef } from 'react'
import { useResource } from '../../_live/use-resource'
import type { Subject } from './pending'

/** Who is on the list, read again where `version` of the list is another: it may be long, and seldom changes. */
export const useSubjects = (version: string | null) => {
  const subjects = useResource<{ subjects: Subject[] }>('/policy/watchlist')
  const { reload } = subjects
  const known = useRef(version)
  useEffect(() => {
    if (known.current !== null && version !== known.current) void reload()
    known.current = version
  }, [version, reload])
  return subjects
}
