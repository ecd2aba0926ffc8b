'use client'

import { useSyncExternalStore } from 'react'

const PHONE = '(max-width: 599px)'
const COMPACT = `${PHONE}, (min-width: 900px) and (orientation: landscape)`

const useQuery = (media: string): boolean =>
  useSyncExternalStore(
    (listener) => {
      const query = matchMedia(media)
      query.addEventListener('change', listener)
      return () => query.removeEventListener('change', listener)
    },
    () => matchMedia(media).matches,
    () => false,
  )

/** A phone: words are shorter, some keys share a place. */
export const useNarrow = (): boolean => useQuery(PHONE)

/** Phone, or the form beside its keys: the line of the last entry has room for one key. */
export const useCompact = (): boolean => useQuery(COMPACT)
