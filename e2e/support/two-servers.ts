/** Two servers on one Postgres, joined through a real Redis, with a county of one checkpoint and one tablet. */
import { randomBytes, randomUUID } from 'node:crypto'
import postgres, { type Sql } from 'postgres'
import type { Role } from '../../db/schema/people'
import { hashToken } from '../../server/devices/device-directory'
import { type CuttableProxy, startCuttableProxy } from '../../server/testing/cuttable-proxy'
import { type KakouServer, startServer } from './server'
import { type Service, startPostgres, startRedis } from './services'

/** Of the only checkpoint. */
export const CODE = 'K01'

export interface TwoServers {
  /** @throws Error where there is no such server. */
  at(index: number): KakouServer
  redis: Service
  /** What the second speaks with Redis through. */
  secondsRedis: CuttableProxy
  /** Straight to the database. */
  sql: Sql
  tablet: { id: string; token: string; pairing: string }
  /** A key with the role command, for dashboards. */
  screenKey: string
  stop(): Promise<void>
}

/** `env` holds further settings of both. */
export const startTwoServers = async (env: Record<string, string> = {}): Promise<TwoServers> => {
  const stops: (() => unknown)[] = []
  const stop = async () => {
    for (const end of stops.splice(0).reverse()) await end()
  }
  try {
    const database = await startPostgres()
    stops.push(() => database.stop())
    const redis = await startRedis()
    stops.push(() => redis.stop())
    const secondsRedis = await startCuttableProxy({ port: Number(new URL(redis.url).port) })
    stops.push(() => secondsRedis.stop())
    const settings = { KAKOU_KEY: randomBytes(32).toString('base64'), ...env }
    const start = async (redisUrl: string) => {
      const server = await startServer({
        demo: 'off',
        databaseUrl: database.url,
        env: { REDIS_URL: redisUrl, ...settings },
      })
      stops.push(() => server.stop())
      return server
    }
    const servers = [await start(redis.url)]
    const sql = postgres(database.url, { max: 2, onnotice: () => {} })
    stops.push(() => sql.end())
    const county = await layCounty(sql)
    servers.push(await start(`redis://127.0.0.1:${secondsRedis.port}`))
    const at = (index: number) => {
      const server = servers[index]
      if (server === undefined) throw new Error('there is no such server')
      return server
    }
    return { at, redis, secondsRedis, sql, ...county, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

const layCounty = async (sql: Sql) => {
  await sql`
    insert into jurisdictions (code, name, level, path)
    select '330523', '云岭县', 'county', '/1/' where not exists (select from jurisdictions)`
  await sql`
    insert into checkpoints (code, name, jurisdiction_id, kind, ring, set_state, lng, lat, updated_at)
    select ${CODE}, '吉口卡口', min(id), 'county-line', 'county', 'open', 119.5, 30.6, now() from jurisdictions`
  const tablet = await layTablet(sql)
  const screenKey = await layKey(sql, 'command')
  await sql`select pg_notify('kakou', '{"topic":"checkpoints","keys":[]}')`
  return { tablet, screenKey }
}

/** One more tablet at the checkpoint. */
export const layTablet = async (sql: Sql): Promise<TwoServers['tablet']> => {
  const tablet = { id: randomUUID(), token: randomBytes(32).toString('base64url'), pairing: randomUUID() }
  await sql`
    insert into devices (id, token_hash, pairing_id, created_at)
    values (${tablet.id}, ${hashToken(tablet.token)}, ${tablet.pairing}, now())`
  await sql`
    insert into pairings (id, device_id, checkpoint_id, started_at)
    select ${tablet.pairing}, ${tablet.id}, id, now() from checkpoints`
  return tablet
}

/** A key with a role, as `kakou key create` makes one. */
export const layKey = async (sql: Sql, role: Role): Promise<string> => {
  const key = `kk_${randomBytes(32).toString('base64url')}`
  await sql`
    insert into api_keys (id, key_hash, role, jurisdiction_id, name, created_at)
    select ${randomUUID()}, ${hashToken(key)}, ${role}, min(id), ${role}, now() from jurisdictions`
  return key
}

/** Whether packages that a spec needs are absent, said aloud. Where changes are accepted they may not be. */
export const isMissing = (missing: string | null, what: string): boolean => {
  if (missing === null) return false
  if (process.env.CI) throw new Error(missing)
  process.stdout.write(`    nothing was tried with ${what}: ${missing}\n`)
  return true
}
