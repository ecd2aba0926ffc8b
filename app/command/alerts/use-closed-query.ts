'use client'

import { useSyncExternalStore } from 'react'
import { ALERT_KINDS } from '#domain/alerts/alert-kinds'
import { onAddress } from '../address'
import { type ClosedQuery, readClosedQuery } from './closed-query'

/** Which closed alerts the address asks for. */
export const useClosedQuery = (): ClosedQuery => {
  const search = useSyncExternalStore(
    onAddress,
    () => window.location.search,
    () => '',
  )
  return readClosedQuery(search, ALERT_KINDS)
}
