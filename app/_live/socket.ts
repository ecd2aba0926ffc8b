/**
 * The only place that knows socket.io-client. One socket a namespace for the life of the page, opened on first use and
 * never closed by a component (React mounts twice in development). Websocket only; what waits is in the outbox or in the
 * next snapshot, so callers emit only while `connected` and never rely on the client's own buffer.
 *
 * A refusal at the handshake is surfaced: `unauthorized` (sign in, or pair, again; nothing is deleted) and `upgrade`
 * (this page is older or newer than the server). Any other trouble is tried again with jitter, for ever.
 */
import { io, type Socket } from 'socket.io-client'
import type { Delta, Snapshot } from '#protocol/live'
import type { Problem } from '#protocol/problem'
import type { Busy } from '#protocol/results'
import { PROTOCOL } from '#protocol/version'

/** First wait, longest wait, and how much of either is left to chance, so that a thousand pages do not come at once. */
const RETRY_MS = 500
const RETRY_MOST_MS = 5000
const JITTER = 0.5
const HANDSHAKE_MS = 6000

interface LiveEvents {
  delta: (delta: Delta) => void
}
interface LiveCalls {
  subscribe: (scope: { jurisdiction?: string }, ack: (answer: Snapshot | Busy | { error: Problem }) => void) => void
}

/** The tablet's messages are its own: it hands its event maps in. */
export type TabletSocket<Events extends EventMap, Calls extends EventMap> = Socket<Events, Calls>
type LiveSocket = Socket<LiveEvents, LiveCalls>
type EventMap = Record<string, (...values: never[]) => void>

export type Refusal = 'unauthorized' | 'upgrade'

const REFUSALS: readonly string[] = ['unauthorized', 'upgrade'] satisfies Refusal[]

/** The refusal that a connect error says, or null where it is only weather. */
export const refusalOf = (error: Error): Refusal | null =>
  REFUSALS.includes(error.message) ? (error.message as Refusal) : null

const open = (namespace: '/live' | '/tablet', auth: Record<string, unknown>): Socket => {
  const socket = io(namespace, {
    auth: { ...auth, protocol: PROTOCOL },
    // Deltas come compressed to whoever says so; a tablet would then have to compress what it sends.
    ...(namespace === '/live' ? { query: { as: 'screen' } } : {}),
    transports: ['websocket'],
    forceNew: true,
    reconnectionDelay: RETRY_MS,
    reconnectionDelayMax: RETRY_MOST_MS,
    randomizationFactor: JITTER,
    timeout: HANDSHAKE_MS,
  })
  let retry: ReturnType<typeof setTimeout> | undefined
  const again = () => {
    clearTimeout(retry)
    retry = setTimeout(() => socket.connect(), RETRY_MS + Math.random() * RETRY_MOST_MS * JITTER)
  }
  // The client gives up by itself in two cases: a refused handshake, and a server that hangs up.
  socket.on('connect_error', (error: Error) => {
    if (!socket.active && !refusalOf(error)) again()
  })
  socket.on('disconnect', (reason: string) => {
    if (reason === 'io server disconnect') again()
  })
  // The engine notices a dead network only at the next ping; the browser knows at once.
  window.addEventListener('offline', () => socket.io.engine?.close())
  window.addEventListener('online', () => {
    if (socket.connected || !socket.active) return
    socket.disconnect()
    clearTimeout(retry)
    retry = setTimeout(() => socket.connect(), Math.random() * RETRY_MS)
  })
  return socket
}

let live: LiveSocket | undefined
let tablet: { token: string; socket: Socket } | undefined

/** The dashboards' socket; the session's cookie signs it in. */
export const liveSocket = (): LiveSocket => {
  live ??= open('/live', {}) as LiveSocket
  return live
}

/** The tablet's socket; another token (paired anew) closes the old one. */
export const tabletSocket = <Events extends EventMap, Calls extends EventMap>(
  token: string,
): TabletSocket<Events, Calls> => {
  if (tablet?.token !== token) {
    tablet?.socket.disconnect()
    tablet = { token, socket: open('/tablet', { token }) }
  }
  return tablet.socket as unknown as TabletSocket<Events, Calls>
}
