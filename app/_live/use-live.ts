/** The live store for React: each hook renders again only when its own topic changes. */
'use client'

import { useCallback, useEffect, useState, useSyncExternalStore } from 'react'
import type { Alert, CheckpointLive, Closure, LiveCoverage } from '#protocol/live'
import type { LiveState } from './live-state'
import { type Connection, liveConnection, liveState, serverNow, subscribe } from './live-store'

const CONNECTING: Connection = { phase: 'connecting' }

const onConnection = (listener: () => void) => subscribe('connection', listener)
const onCheckpoints = (listener: () => void) => subscribe('checkpoints', listener)
const onAlerts = (listener: () => void) => subscribe('alerts', listener)
const onClosures = (listener: () => void) => subscribe('closures', listener)
const onCoverage = (listener: () => void) => subscribe('coverage', listener)

/** A list made of a map once per version of it, so that the snapshot stays the same object while nothing changed. */
const listOf = <T, U>(
  pick: (state: LiveState) => ReadonlyMap<string, T>,
  make: (map: ReadonlyMap<string, T>) => U[],
) => {
  const none: U[] = []
  let held: ReadonlyMap<string, T> | null = null
  let list: U[] = none
  return () => {
    const state = liveState()
    if (!state) return none
    const map = pick(state)
    if (map !== held) {
      held = map
      list = make(map)
    }
    return list
  }
}

const checkpoints = listOf<CheckpointLive, CheckpointLive>(
  (state) => state.checkpoints,
  (map) => [...map.values()],
)
const alerts = listOf<Alert, Alert>(
  (state) => state.alerts,
  (map) => [...map.values()].sort((a, b) => (a.dueAt < b.dueAt ? -1 : a.dueAt > b.dueAt ? 1 : 0)),
)
const closures = listOf<Closure, Closure>(
  (state) => state.closures,
  (map) => [...map.values()],
)

const NONE: never[] = []
const none = () => NONE
const nothing = () => null

/** Whether there is a picture yet. Before the first one a sum of nothing is no figure: nought fevers would be a claim. */
export const useHasPicture = (): boolean =>
  useSyncExternalStore(
    onConnection,
    () => liveState() !== null,
    () => false,
  )

export const useConnection = (): Connection => useSyncExternalStore(onConnection, liveConnection, () => CONNECTING)

export const useCheckpoint = (code: string): CheckpointLive | undefined => {
  const onOne = useCallback((listener: () => void) => subscribe(`checkpoint:${code}`, listener), [code])
  const one = useCallback(() => liveState()?.checkpoints.get(code), [code])
  return useSyncExternalStore(onOne, one, () => undefined)
}

/** All of them: renders with every change, so only for sums and short lists. */
export const useCheckpoints = (): readonly CheckpointLive[] => useSyncExternalStore(onCheckpoints, checkpoints, none)

/** By due time. */
export const useAlerts = (): readonly Alert[] => useSyncExternalStore(onAlerts, alerts, none)

export const useClosures = (): readonly Closure[] => useSyncExternalStore(onClosures, closures, none)

export const useCoverage = (): LiveCoverage | null =>
  useSyncExternalStore(onCoverage, () => liveState()?.coverage ?? null, nothing)

/** The server's time in ms, moving on every `everyMs`; null until the page runs in a browser. For ages and clocks. */
export const useServerNow = (everyMs = 1000): number | null => {
  const [now, setNow] = useState<number | null>(null)
  useEffect(() => {
    setNow(serverNow())
    const timer = setInterval(() => setNow(serverNow()), everyMs)
    return () => clearInterval(timer)
  }, [everyMs])
  return now
}
