import type { Server as SocketServer } from 'socket.io'
import type { Notice } from '../../db/notify'
import type { Carrier } from '../bus'
import type { Clock } from '../clock'
import type { Log } from '../log'

const PING_MS = 1_000
const PING_TIMEOUT_MS = 1_000
const CONNECT_TIMEOUT_MS = 3_000
const RETRY_MS = 1_000
const EVENT = 'kakou:notice'

/** What speaks with Redis, loaded by servers that have one: to all others it would be a sixteenth of their start. */
export const loadRedis = async () => {
  const [{ createClient }, { createAdapter }] = await Promise.all([
    import('@redis/client'),
    import('@socket.io/redis-streams-adapter'),
  ])
  return { createClient, createAdapter }
}
export type Redis = Awaited<ReturnType<typeof loadRedis>>

/**
 * Joins the servers of one database through Redis, by Socket.IO's streams adapter: what they tell each other several
 * times a second then costs the database nothing. Redis holds nothing that is kept; while it is gone, or hangs, Postgres
 * carries the notices as it does without it. Deltas go out by `local`, so no screen ever waits for Redis.
 */
export const joinThroughRedis = (
  { createClient, createAdapter }: Redis,
  io: SocketServer,
  url: string,
  { clock, log }: { clock: Clock; log: Log },
): Carrier => {
  const client = createClient({
    url,
    socket: { connectTimeout: CONNECT_TIMEOUT_MS, reconnectStrategy: () => RETRY_MS },
  })
  let isUp = false
  let onChange = () => {}
  // Each failure is followed by a try to connect; what is worth a line is that it went and that it came back.
  client.on('error', () => {})
  const turn = (up: boolean) => {
    if (up === isUp) return
    isUp = up
    log.warn(up ? 'Redis joins the servers' : 'Redis does not answer: Postgres joins the servers')
    onChange()
  }
  let asking = false
  const ping = async () => {
    if (asking) return
    asking = true
    const answer = await answered(client.ping(), clock)
    asking = false
    turn(answer)
  }
  client.connect().catch(() => {})
  io.adapter(createAdapter(client, { streamName: 'kakou', channelPrefix: 'kakou' }))
  const cancel = clock.every(PING_MS, () => void ping())

  return {
    get isUp() {
      return isUp
    },
    send(notice: Notice) {
      io.serverSideEmit(EVENT, notice)
    },
    on({ notice, change }) {
      io.on(EVENT, notice)
      onChange = change
    },
    close() {
      cancel()
      client.destroy()
    },
  }
}

/** Whether it was answered in time. Never rejects. */
const answered = (work: Promise<unknown>, clock: Clock): Promise<boolean> =>
  new Promise((resolve) => {
    const cancel = clock.after(PING_TIMEOUT_MS, () => resolve(false))
    work
      .then(
        () => resolve(true),
        () => resolve(false),
      )
      .finally(cancel)
  })
