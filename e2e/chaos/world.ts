import { randomBytes, randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import postgres, { type Sql } from 'postgres'
import { hashToken } from '../../server/devices/device-directory'
import { type CuttableProxy, startCuttableProxy } from '../../server/testing/cuttable-proxy'
import { seededRandom } from '../../server/testing/seeded-random'
import { type KakouServer, startServer } from '../support/server'
import { type PostgresService, type Service, startPostgres, startRedis } from '../support/services'
import { canMountDisk } from '../support/small-disk'
import { Dashboard } from './dashboard'
import { Outbox } from './outbox'
import type { Planted } from './planted'
import { ServerClock } from './server-clock'

const CHECKPOINTS = ['C01', 'C02', 'C03']
const TABLETS_A_CHECKPOINT = 3
const DASHBOARDS_A_SERVER = 2
/** A cluster and the log that it keeps take some 150. */
const DISK_MB = 400

/** Two servers, their database and Redis, tablets and dashboards, with a bad network at each joint. */
export interface World {
  database: PostgresService
  redis: Service
  servers: KakouServer[]
  /** Of each server. */
  clocks: ServerClock[]
  /** Before each server: what tablets and dashboards connect to. */
  doors: CuttableProxy[]
  /** Between the server `wired` and the database. */
  wire: CuttableProxy
  wired: number
  /** Between that server and Redis. */
  redisWire: CuttableProxy
  tablets: Outbox[]
  dashboards: Dashboard[]
  /** For files of the run; goes with it. */
  dataDir: string
  /** Whether both began as an older release. */
  beganOld: boolean
  /** What faults saw that must not be. */
  findings: string[]
  /** Of what is personal. */
  masterKey: Buffer
  /** By the first server's clock. */
  now(): number
  clock(at: number): ServerClock
  server(at: number): KakouServer
  door(at: number): CuttableProxy
  /** Straight to the database. */
  sql: Sql
  stop(): Promise<void>
}

export const startWorld = async (
  seed: number,
  { planted, oldRelease }: { planted?: Planted | undefined; oldRelease?: string | undefined } = {},
): Promise<World> => {
  const stops: (() => unknown)[] = []
  const stop = async () => {
    for (const end of stops.splice(0).reverse()) await end()
  }
  try {
    const database = await startPostgres({
      ...(planted?.postgres ? { settings: planted.postgres } : {}),
      ...(canMountDisk() ? { diskMb: DISK_MB } : {}),
    })
    stops.push(() => database.stop())
    const redis = await startRedis()
    stops.push(() => redis.stop())
    const wire = await startCuttableProxy({ port: Number(new URL(database.url).port) })
    stops.push(() => wire.stop())
    const redisWire = await startCuttableProxy({ port: Number(new URL(redis.url).port) })
    stops.push(() => redisWire.stop())
    const wired = database.url.replace(/:\d+\//, `:${wire.port}/`)
    const folder = mkdtempSync(join(tmpdir(), 'kakou-chaos-'))
    stops.push(() => rmSync(folder, { recursive: true, force: true }))
    const clocks = ['first', 'second'].map((name) => new ServerClock(folder, name))
    const masterKey = randomBytes(32)
    const startAt = (databaseUrl: string, redisUrl: string, clock: ServerClock | undefined) =>
      startServer({
        demo: 'off',
        databaseUrl,
        env: {
          KAKOU_KEY: masterKey.toString('base64'),
          REDIS_URL: redisUrl,
          ...clock?.env,
          ...planted?.env,
        },
        ...(planted?.entry ? { entry: planted.entry } : {}),
        ...(oldRelease !== undefined ? { release: oldRelease } : {}),
      })
    const first = await startAt(database.url, redis.url, clocks[0])
    stops.push(() => first.stop())
    const sql = postgres(database.url, { max: 2, onnotice: () => {} })
    stops.push(() => sql.end())
    const { tokens, key } = await layCounty(sql)
    await planted?.plant?.(sql)
    const second = await startAt(wired, `redis://127.0.0.1:${redisWire.port}`, clocks[1])
    stops.push(() => second.stop())
    const servers = [first, second]
    const doors: CuttableProxy[] = []
    for (const { port } of servers) doors.push(await startCuttableProxy({ port }))
    stops.push(() => Promise.all(doors.map((door) => door.stop())))
    const urls = doors.map(({ port }) => `http://127.0.0.1:${port}`)
    const bug = planted?.outbox ?? null
    // Each draws for itself, so that what is drawn for the faults does not depend on who was quicker.
    const tablets = tokens.map((tablet, at) => new Outbox(tablet, urls, { random: seededRandom(seed + at + 1), bug }))
    stops.push(() => Promise.all(tablets.map((tablet) => tablet.close())))
    const dashboards = urls.flatMap((url, at) =>
      Array.from({ length: DASHBOARDS_A_SERVER }, () => new Dashboard(at, url, key)),
    )
    stops.push(() => {
      for (const dashboard of dashboards) dashboard.close()
    })
    const { dataDir } = first
    const parts = {
      beganOld: oldRelease !== undefined,
      findings: [],
      dataDir,
      masterKey,
      database,
      redis,
      servers,
      clocks,
      doors,
      wire,
      wired: 1,
      redisWire,
      tablets,
      dashboards,
      sql,
    }
    return {
      ...parts,
      now: () => nth(clocks, 0).now(),
      clock: (at) => nth(clocks, at),
      server: (at) => nth(servers, at),
      door: (at) => nth(doors, at),
      stop,
    }
  } catch (error) {
    await stop()
    throw error
  }
}

const nth = <Item>(items: readonly Item[], at: number): Item => {
  const item = items[at]
  if (item === undefined) throw new RangeError(`there is no server ${at}`)
  return item
}

const layCounty = async (sql: Sql): Promise<{ tokens: { id: string; token: string }[]; key: string }> => {
  await sql`
    insert into jurisdictions (code, name, level, path)
    select '330523', '云岭县', 'county', '/1/' where not exists (select from jurisdictions)`
  const tokens: { id: string; token: string }[] = []
  for (const code of CHECKPOINTS) {
    await sql`
      insert into checkpoints (code, name, jurisdiction_id, kind, ring, set_state, lng, lat, updated_at)
      select ${code}, ${code}, min(id), 'county-line', 'county', 'open', 119.5, 30.6, now() from jurisdictions`
    for (let tablet = 0; tablet < TABLETS_A_CHECKPOINT; tablet++) {
      const id = randomUUID()
      const token = randomBytes(32).toString('base64url')
      const pairing = randomUUID()
      await sql`
        insert into devices (id, token_hash, pairing_id, created_at)
        values (${id}, ${hashToken(token)}, ${pairing}, now())`
      await sql`
        insert into pairings (id, device_id, checkpoint_id, started_at)
        select ${pairing}, ${id}, id, now() from checkpoints where code = ${code}`
      tokens.push({ id, token })
    }
  }
  const key = `kk_${randomBytes(32).toString('base64url')}`
  await sql`
    insert into api_keys (id, key_hash, role, jurisdiction_id, name, created_at)
    select ${randomUUID()}, ${hashToken(key)}, 'command', min(id), 'chaos', now() from jurisdictions`
  await sql`select pg_notify('kakou', '{"topic":"checkpoints","keys":[]}')`
  return { tokens, key }
}
