import type { Socket } from 'socket.io'
import { LIMITS } from '#domain/entries/entry'
import type { Problem } from '#protocol/problem'
import type { Clock } from '../clock'
import { tooLargeProblem } from '../problems'

/** What Socket.IO wraps around a message: type, namespace, number, the event's name. */
const FRAME_BYTES = 200

/** So many refusals in so long may happen to anybody who is being written or mended. */
const FREE_REFUSALS = 20
const WINDOW_MS = 10_000
/** For so long nothing is read of whoever goes on. */
const PAUSE_MS = 1_000

interface Readable {
  /** Of a websocket; a polling client asks no oftener than it is answered. */
  socket?: { pause?(): void; resume?(): void }
}

/**
 * Reads a client that sends one thing after another that makes no sense only now and then: what it sends must be read to
 * be answered, and a megabyte each few milliseconds would be all that the server reads. Who waits for his answers never notices; the pong
 * of who does not may come too late, and he begins anew.
 */
export const readSlowly = (socket: Socket, clock: Clock): { refused(): void } => {
  let count = 0
  let since = clock.elapsed()
  return {
    refused() {
      if (clock.elapsed() - since > WINDOW_MS) {
        since = clock.elapsed()
        count = 0
      }
      if (++count <= FREE_REFUSALS) return
      const { socket: wire } = socket.conn.transport as Readable
      wire?.pause?.()
      clock.after(PAUSE_MS, () => wire?.resume?.())
    },
  }
}

/**
 * Answers a message over the limit with `{error}`, whatever it asks. The transport lets through twice the limit, so that
 * there is an answer: a socket that just closes would make its tablet send the same again for ever. The size is that of
 * the packet, so that a message made to be slow is not written out once more to be measured.
 */
export const refuseOversized = (socket: Socket, onRefused: () => void): void => {
  const events = `2${socket.nsp.name},`
  // Packets and calls come in the same order.
  const oversized: boolean[] = []
  const weigh = ({ data }: { data?: unknown }) => {
    if (typeof data !== 'string' || !data.startsWith(events)) return
    oversized.push(Buffer.byteLength(data) > LIMITS.messageBytes + FRAME_BYTES)
  }
  socket.conn.on('packet', weigh)
  socket.once('disconnect', () => socket.conn.off('packet', weigh))
  socket.use((call, next) => {
    if (oversized.shift() !== true) return next()
    onRefused()
    answer(call, tooLargeProblem())
  })
}

/** Answers a call that this server does not know: its sender would wait for ever. */
export const answerUnknown = (socket: Socket): void => {
  socket.onAny((event: string, ...args: unknown[]) => {
    if (socket.listenerCount(event) === 0) answer(args, unknownCall)
  })
}

const unknownCall: Problem = {
  type: 'about:blank',
  title: 'There is no such call',
  status: 404,
  detail: 'This server does not know it: look at its name, or at the version of either side.',
}

const answer = (args: readonly unknown[], error: Problem): void => {
  const ack = args.at(-1)
  if (typeof ack === 'function') ack({ error })
}
