'use client'

import { useSyncExternalStore } from 'react'
import { changeAddress, onAddress } from '../address'
import { type QueueFilter, readFilter, writeFilter } from './queue-filter'

/** The queue's filter stands in the address beside the selection, so that a filtered queue is a link. */

const ALL: QueueFilter = { part: 'all', kind: null, severity: null }
let heldSearch = ''
let held: QueueFilter = ALL

const read = (): QueueFilter => {
  const { search } = window.location
  if (search !== heldSearch) {
    heldSearch = search
    const next = readFilter(search)
    if (JSON.stringify(next) !== JSON.stringify(held)) held = next
  }
  return held
}

export const useQueueFilter = (): QueueFilter => useSyncExternalStore(onAddress, read, () => ALL)

export const setQueueFilter = (change: Partial<QueueFilter>): void =>
  changeAddress(writeFilter({ ...read(), ...change }), 'replace')
