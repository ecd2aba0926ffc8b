/**
 * The live picture of the page: one subscription to `/live`, a snapshot and deltas laid over it, and listeners by topic,
 * so that only what changed is drawn again. It starts with the first listener and lives as long as the page. What was
 * once shown stays: a lost connection says since when, and never empties the picture.
 */
'use client'

import type { Snapshot } from '#protocol/live'
import { applyDelta, changeBetween, fromSnapshot, type LiveChange, type LiveState } from './live-state'
import { liveSocket, type Refusal, refusalOf } from './socket'

export type Connection =
  | { phase: 'connecting' }
  | { phase: 'live' }
  /** `since`: this device's time, ms. */
  | { phase: 'lost'; since: number }
  | { phase: 'refused'; why: Refusal }
  /** The server answered the subscription with a problem. */
  | { phase: 'failed'; title: string }

type Topic = 'connection' | 'checkpoints' | 'alerts' | 'closures' | 'coverage' | `checkpoint:${string}`

const ANSWER_MS = 8000
const AGAIN_MS = 1000

let state: LiveState | null = null
let connection: Connection = { phase: 'connecting' }
/** Server minus this device, ms, as the last snapshot told. */
let clockOffset = 0
let started = false
/** Counts subscriptions: an answer to an older one is late and ignored. */
let asked = 0
let waiting = false
const listeners = new Map<Topic, Set<() => void>>()
const refusalListeners = new Set<(why: Refusal) => void>()
const watchers = new Set<(change: LiveChange, state: LiveState) => void>()

const tell = (topic: Topic) => {
  for (const listener of listeners.get(topic) ?? []) listener()
}

const setConnection = (next: Connection) => {
  // Since when it is lost is the first moment, not the last attempt.
  if (next.phase === 'lost' && connection.phase === 'lost') return
  connection = next
  tell('connection')
}

const show = (next: LiveState, change: LiveChange) => {
  state = next
  for (const code of change.checkpoints) tell(`checkpoint:${code}`)
  if (change.checkpoints.size > 0) tell('checkpoints')
  if (change.alerts) tell('alerts')
  if (change.closures) tell('closures')
  if (change.coverage) tell('coverage')
  for (const watcher of watchers) watcher(change, next)
}

const takeSnapshot = (snapshot: Snapshot) => {
  const offset = Date.parse(snapshot.at) - Date.now()
  if (Number.isFinite(offset)) clockOffset = offset
  const next = fromSnapshot(snapshot)
  show(next, changeBetween(state, next))
  setConnection({ phase: 'live' })
}

const ask = () => {
  const socket = liveSocket()
  if (!socket.connected || waiting) return
  asked += 1
  const mine = asked
  waiting = true
  const later = (ms: number) => setTimeout(ask, ms * (0.5 + Math.random()))
  socket.timeout(ANSWER_MS).emit('subscribe', {}, (error, answer) => {
    if (mine !== asked) return
    waiting = false
    if (error) later(AGAIN_MS)
    else if ('busy' in answer) later(answer.retryAfterMs)
    else if ('error' in answer) setConnection({ phase: 'failed', title: answer.error.title })
    else takeSnapshot(answer)
  })
}

const start = () => {
  if (started) return
  started = true
  const socket = liveSocket()
  const lost = () => {
    asked += 1
    waiting = false
    setConnection({ phase: 'lost', since: Date.now() })
  }
  socket.on('connect', () => {
    asked += 1
    waiting = false
    ask()
  })
  socket.on('disconnect', lost)
  socket.on('connect_error', (error) => {
    const why = refusalOf(error)
    if (why) {
      setConnection({ phase: 'refused', why })
      for (const listener of refusalListeners) listener(why)
    } else if (connection.phase !== 'refused') lost()
  })
  socket.on('delta', (delta) => {
    // Until the snapshot is here, deltas have nothing to lie on.
    if (waiting || !state) return
    const next = applyDelta(state, delta)
    if (next === 'stale') ask()
    else show(next.state, next.change)
  })
  if (socket.connected) ask()
}

export const subscribe = (topic: Topic, listener: () => void): (() => void) => {
  start()
  const set = listeners.get(topic) ?? new Set()
  set.add(listener)
  listeners.set(topic, set)
  return () => {
    set.delete(listener)
    if (set.size === 0) listeners.delete(topic)
  }
}

/** For what draws outside React (the map): called with each change, and at once with what is held. */
export const watchLive = (watcher: (change: LiveChange, state: LiveState) => void): (() => void) => {
  start()
  watchers.add(watcher)
  if (state) watcher(changeBetween(null, state), state)
  return () => {
    watchers.delete(watcher)
  }
}

/** Told of each refused handshake; does not open the socket. */
export const whenRefused = (listener: (why: Refusal) => void) => {
  refusalListeners.add(listener)
}

/** Nobody is signed in any more: whoever signs in next on this page must not see what the last one saw. */
export const forgetLive = () => {
  if (!started) return
  liveSocket().disconnect()
  state = null
  setConnection({ phase: 'connecting' })
}

/** After signing in: the refused handshake is tried again with the new cookie. */
export const reconnectLive = () => {
  if (!started) return
  const socket = liveSocket()
  socket.disconnect()
  setConnection({ phase: 'connecting' })
  socket.connect()
}

export const liveState = (): LiveState | null => state
export const liveConnection = (): Connection => connection
/** The server's time now, ms, as far as the last snapshot tells. */
export const serverNow = (): number => Date.now() + clockOffset
