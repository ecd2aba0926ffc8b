'use client'

import { useSyncExternalStore } from 'react'

const PHONE = '(max-width: 599px)'

const subscribe = (listener: () => void) => {
  const query = matchMedia(PHONE)
  query.addEventListener('change', listener)
  return () => query.removeEventListener('change', listener)
}

/** A phone: words are shorter, some keys share a place. */
export const useNarrow = (): boolean =>
  useSyncExternalStore(
    subscribe,
    () => matchMedia(PHONE).matches,
    () => false,
  )
