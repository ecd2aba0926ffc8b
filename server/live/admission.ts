import type { Namespace, Socket } from 'socket.io'
import { PROTOCOL_MAX, PROTOCOL_MIN } from '#protocol/version'

/** What a client sees as `connect_error`: its message is one of a closed list. */
export const connectError = (message: 'upgrade' | 'unauthorized' | 'forbidden' | 'unavailable', data?: object): Error =>
  Object.assign(new Error(message), data === undefined ? {} : { data })

/** Asks `admit` of each socket that speaks our protocol; it answers why one may not come in, or null. */
export const admitBy = (namespace: Namespace, admit: (socket: Socket) => Promise<Error | null>): void => {
  namespace.use((socket, next) => {
    const { protocol } = socket.handshake.auth as { protocol?: unknown }
    if (typeof protocol !== 'number' || protocol < PROTOCOL_MIN || protocol > PROTOCOL_MAX) {
      return next(connectError('upgrade', { min: PROTOCOL_MIN, max: PROTOCOL_MAX }))
    }
    admit(socket).then(
      (refusal) => (refusal === null ? next() : next(refusal)),
      () => next(connectError('unavailable')),
    )
  })
}
