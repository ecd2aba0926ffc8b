import { Server } from 'socket.io'
import { zeroCounts } from '../../server/domain/entries/counts'
import type { CheckpointLive, Delta, LiveCoverage, Snapshot } from '../../server/protocol/live'

/**
 * A server of the live socket for the bench of screens: a snapshot, then deltas as ours sends them. A tenth of the changes
 * are another state: most go to and fro between reporting and quiet, every twelfth checkpoint through trouble too, so that
 * a twentieth is in trouble at any time.
 */

/** As the server sends: at most five a second. */
const DELTA_MS = 250
const CHANGES_A_MINUTE = 6
const STATE_SHARE = 0.1
const TROUBLED = 12
const STATES = ['reporting', 'quiet', 'offline', 'unstaffed', 'alarm'] as const

const stateOf = (index: number, turn: number): CheckpointLive['state'] =>
  STATES[(index + turn) % (index % TROUBLED === 0 ? STATES.length : 2)] ?? 'quiet'

export const feedScreens = (
  http: ConstructorParameters<typeof Server>[0],
  stands: readonly { code: string; name: string; lng: number; lat: number }[],
  coverage: LiveCoverage,
) => {
  const io = new Server(http, { transports: ['websocket'], serveClient: false })
  const at = () => new Date().toISOString()
  const checkpoints = stands.map(
    (stand, index): CheckpointLive => ({
      ...stand,
      state: stateOf(index, 0),
      at: at(),
      today: { ...zeroCounts(), vehiclesIn: index % 400, people: index % 900 },
      hour: zeroCounts(),
      pendingOnTablets: 0,
      seenAt: at(),
    }),
  )
  const aDelta = Math.round((stands.length * CHANGES_A_MINUTE * DELTA_MS) / 60_000)
  let version = 0
  let sent = 0
  let began = 0
  let timer: ReturnType<typeof setInterval> | undefined
  const live = io.of('/live')
  live.on('connection', (socket) => {
    socket.on('subscribe', (_scope: unknown, ack: (snapshot: Snapshot) => void) => {
      ack({ version: String(version), at: at(), checkpoints, alerts: [], closures: [], coverage })
    })
  })
  const beat = () => {
    const since = String(version)
    version++
    const changed = Array.from({ length: aDelta }, (_, nth) => {
      const index = (version * aDelta + nth) % checkpoints.length
      // In bounds: a remainder of their number.
      const one = checkpoints[index] as CheckpointLive
      one.today = { ...one.today, vehiclesIn: one.today.vehiclesIn + 1, people: one.today.people + 2 }
      if (nth < aDelta * STATE_SHARE) one.state = stateOf(index, version)
      one.at = at()
      return { code: one.code, state: one.state, at: one.at, today: one.today, hour: one.today }
    })
    sent += changed.length
    const delta: Delta = { version: String(version), since, checkpoints: changed }
    live.emit('delta', delta)
  }
  return {
    start: () => {
      began = performance.now()
      timer = setInterval(beat, DELTA_MS)
    },
    perSecond: () => (sent * 1000) / (performance.now() - began),
    stop: () => {
      clearInterval(timer)
      void io.close()
    },
  }
}
