/** A whole server of a test's own, but for the pages: services, HTTP and sockets on 127.0.0.1, on a database of its own. */
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import type { Sql } from 'postgres'
import { io, type Socket } from 'socket.io-client'
import { PROTOCOL_MAX } from '#protocol/version'
import { connectDatabase } from '../../db/client'
import type { Role } from '../../db/schema/people'
import { type Clock, systemClock } from '../clock'
import { type Core, createCore } from '../core'
import { hashToken } from '../devices/device-directory'
import type { Env } from '../env'
import { ensureInstance } from '../instance/ensure-instance'
import { createLog, type Log } from '../log'
import { KEY_PREFIX } from '../people/keys/api-keys'
import { createFront } from '../process/front'
import { listen } from '../process/listen'
import { createServices } from '../services'
import { createTestDatabase, type TestDatabase } from './database'
import { letMidnightPass } from './midnight'

interface RigAnswer<T> {
  status: number
  headers: Headers
  /** The parsed body; undefined where there is none. */
  json: T
}

interface CallOptions {
  /** Sent as `Authorization: Bearer`. */
  token?: string
  /** Sent as `Cookie`, with the header that marks our own pages. */
  cookie?: string
  body?: unknown
  headers?: Record<string, string>
}

export interface ServerRig {
  url: string
  /** The database's URL, for other programs. */
  databaseUrl: string
  sql: Sql
  /** Another server's core on the same database: what a verb changes through it reaches the rig's server as a notice. */
  core: Core
  /** What the server printed at its start. */
  lines: string[]
  /** `path` from `/api/v1` on, or a whole path that begins with `//`. */
  call<T = unknown>(method: string, path: string, options?: CallOptions): Promise<RigAnswer<T>>
  /** A key with a role; for the jurisdiction with this code, else for the root. */
  key(role: Role | 'gate', jurisdiction?: string): Promise<string>
  /** A socket that is not awaited: `tablet` and `live` namespaces, closed with the rig. */
  socket(namespace: '/tablet' | '/live', auth?: Record<string, unknown>, headers?: Record<string, string>): Socket
  close(): Promise<void>
}

interface RigOptions {
  env?: Partial<Env>
  clock?: Clock
  /** Where the log goes, unless to stderr. */
  log?: Log
  /** The database of another rig, which drops it: a second server of one instance. */
  databaseUrl?: string
  /** Fills the migrated, empty database before the server starts: `seedCounty` for instance. */
  fill?(sql: Sql): Promise<unknown>
}

/** For whatever a server is asked: far more than an answer takes on a busy machine, since a test waits for it, not for time. */
const ANSWER_MS = 30_000

/** The same for every server, so that two of one database open what the other sealed; and no file is made. */
export const RIG_KEY = Buffer.alloc(32, 'kakou test key ')

export const startServerRig = async ({
  env: set = {},
  clock = systemClock,
  log = createLog('rig'),
  databaseUrl,
  fill,
}: RigOptions = {}) => {
  if (clock === systemClock) await letMidnightPass()
  const testDatabase = databaseUrl === undefined ? await createTestDatabase() : borrowed(databaseUrl)
  const database = await connectDatabase(testDatabase.target, { application: 'rig' })
  const env: Env = {
    host: '127.0.0.1',
    port: 0,
    tls: null,
    dataDir: tmpdir(),
    key: RIG_KEY,
    redisUrl: null,
    databaseUrl: testDatabase.url,
    demo: 'off',
    metricsToken: null,
    trustedProxies: [],
    webhookHosts: [],
    plainHttp: [],
    breachedPasswords: null,
    pushContact: null,
    ...set,
  }
  // Tests refuse more than anybody reads.
  log.level = 'warn'
  await fill?.(database.sql)
  const front = createFront(env, log)
  const services = createServices({ database, env, clock, log })
  front.services = services
  const lines = await services.start()
  const sockets = front.openSockets()
  services.attachSockets(sockets)
  const port = await listen(front.server, env)
  const core = createCore({ database, env, clock, log })
  await ensureInstance(core)
  await core.checkpoints.load()
  const url = `http://127.0.0.1:${port}`
  services.opened(url)
  const clients: Socket[] = []

  const rig: ServerRig = {
    url,
    databaseUrl: testDatabase.url,
    sql: database.sql,
    core,
    lines,
    async call<T>(method: string, path: string, { token, cookie, body, headers = {} }: CallOptions = {}) {
      const response = await fetch(url + (path.startsWith('//') ? path.slice(1) : `/api/v1${path}`), {
        method,
        headers: {
          ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
          ...(cookie === undefined ? {} : { Cookie: cookie, 'X-Kakou': '1' }),
          ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
          ...headers,
        },
        body: body === undefined ? null : JSON.stringify(body),
        signal: AbortSignal.timeout(ANSWER_MS),
      })
      const text = await response.text()
      const isJson = response.headers.get('content-type')?.includes('json') === true
      return { status: response.status, headers: response.headers, json: (isJson ? JSON.parse(text) : text) as T }
    },
    async key(role, jurisdiction) {
      const key = KEY_PREFIX + randomUUID()
      await database.sql`
        insert into api_keys (id, key_hash, role, jurisdiction_id, name, created_at)
        select ${randomUUID()}, ${hashToken(key)}, ${role}, id, ${role}, now() from jurisdictions
        where code = ${jurisdiction ?? null} or ${jurisdiction ?? null}::text is null order by length(path) limit 1`
      return key
    },
    socket(namespace, auth = {}, headers = {}) {
      const client = io(url + namespace, {
        transports: ['websocket'],
        forceNew: true,
        reconnection: false,
        auth: { protocol: PROTOCOL_MAX, ...auth },
        extraHeaders: headers,
      })
      clients.push(client)
      return client
    },
    async close() {
      for (const client of clients) client.close()
      await services.stop()
      await sockets.close()
      front.server.closeAllConnections()
      if (front.server.listening) {
        front.server.close()
        await once(front.server, 'close')
      }
      await database.end()
      await testDatabase.drop()
    },
  }
  return rig
}

const borrowed = (url: string): TestDatabase => ({ target: { kind: 'url', url }, url, drop: async () => {} })

/** The cookie of an answer to `POST /session`, as a browser sends it back. */
export const cookieOf = (headers: Headers): string => headers.getSetCookie()[0]?.split(';', 1)[0] ?? ''

/** What a server answers to an event; rejects where no answer comes. */
export const asked = <Answer = unknown>(socket: Socket, event: string, ...args: unknown[]): Promise<Answer> =>
  socket.timeout(ANSWER_MS).emitWithAck(event, ...args)

/** What the next event of this name brings; rejects where none comes. */
export const heard = (socket: Socket, event: string): Promise<unknown[]> =>
  new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`${event} did not come`)), ANSWER_MS)
    socket.once(event, (...args: unknown[]) => {
      clearTimeout(timer)
      resolve(args)
    })
  })
