'use client'

import { useSyncExternalStore } from 'react'

const PHONE = '(max-width: 599px)'
const COMPACT = `${PHONE}, (min-width: 900px) and (orientation: landscape)`

/** Asking the browser anew with every key would take a part of the time that the key has. */
const watchMedia = (media: string): (() => boolean) => {
  let query: MediaQueryList | undefined
  const list = (): MediaQueryList => {
    query ??= matchMedia(media)
    return query
  }
  const subscribe = (listener: () => void) => {
    const watched = list()
    watched.addEventListener('change', listener)
    return () => watched.removeEventListener('change', listener)
  }
  const matches = () => list().matches
  return () => useSyncExternalStore(subscribe, matches, () => false)
}

/** A phone: words are shorter, some keys share a place. */
export const useNarrow = watchMedia(PHONE)

/** Phone, or the form beside its keys: the line of the last entry has room for one key. */
export const useCompact = watchMedia(COMPACT)
