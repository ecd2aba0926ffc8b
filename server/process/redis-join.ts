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
 * times a second then costs the database nothing. Redis holds nothing that is kept; while it is gone, or hangs, or this
 * server does not hear what others give to it, Postgres carries the notices as it does without it. Deltas go out by
 * `local`, so no screen ever waits for Redis.
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
  const turn = (up: boolean) => {
    if (up === isUp) return
    isUp = up
    log.warn(up ? 'Redis joins the servers' : 'Redis does not answer: Postgres joins the servers')
    onChange()
  }
  // What a connection had on its way is lost with it, however soon it is back: the change has everybody read again.
  client.on('error', () => turn(false))
  // The adapter listens by connections of its own, which come back when they do, not when ours does.
  const made: (typeof client)[] = []
  const given = {
    duplicate: () => {
      const connection = client.duplicate()
      made.push(connection.on('error', () => turn(false)))
      return connection
    },
    // The adapter awaits none of its publishing.
    publish: (channel: string, message: Buffer) => client.publish(channel, message).catch(() => 0),
  }

  let asking = false
  const ask = async () => {
    if (asking) return
    const listening = made.find(({ isPubSubActive }) => isPubSubActive)
    if (!client.isReady || !listening?.isReady) return turn(false)
    asking = true
    const pings = Promise.all([client.ping(), listening.ping()])
    turn(await answered(pings, clock))
    // One that hangs is asked once, not each second.
    await pings.catch(() => {})
    asking = false
  }
  client.connect().catch(() => {})
  io.adapter(createAdapter(withOwn(client, given), { streamName: 'kakou', channelPrefix: 'kakou' }))
  const cancel = clock.every(PING_MS, () => void ask())

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

/** A client of which some methods are ours. Its own fields are private, so it can not be inherited from. */
const withOwn = <Client extends object>(client: Client, own: object): Client =>
  new Proxy(client, {
    get(target, name) {
      if (Object.hasOwn(own, name)) return Reflect.get(own, name)
      const value: unknown = Reflect.get(target, name, target)
      return typeof value === 'function' ? value.bind(target) : value
    },
  })
