import { randomBytes, randomUUID } from 'node:crypto'
import postgres, { type Sql } from 'postgres'
import { notify } from '../../db/notify'
import { findJurisdiction } from '../../db/stores/jurisdiction-store'
import { hashToken } from '../../server/devices/device-directory'
import { seedDevice } from '../../server/testing/county-fixture'
import type { KakouServer } from '../support/server'

export const BENCH_CHECKPOINT = 'BENCH'

export interface BenchCounty {
  sql: Sql
  databaseUrl: string
  /** Tokens of tablets. */
  tokens: string[]
  /** A key with the role command, for dashboards. */
  key: string
}

/** Lays checkpoints with tablets, by turns, and a key into the running server's database. */
export const layBenchCounty = async (server: KakouServer, tablets: number, checkpoints = 1): Promise<BenchCounty> => {
  const { databaseUrl } = await server.kakou<{ databaseUrl: string }>('doctor')
  const sql = postgres(databaseUrl, { max: 16, onnotice: () => {} })
  const now = new Date().toISOString()
  const root = await findJurisdiction(sql, null)
  if (root === null) throw new Error('there is no root jurisdiction')
  const ids: number[] = []
  for (let number = 0; number < checkpoints; number++) {
    const code = number === 0 ? BENCH_CHECKPOINT : `${BENCH_CHECKPOINT}${number}`
    const [checkpoint] = await sql<{ id: number }[]>`
      insert into checkpoints (code, name, jurisdiction_id, kind, ring, set_state, lng, lat, updated_at)
      values (${code}, ${code}, ${root.id}, 'county-line', 'county', 'open', 119.5, 30.6, ${now}) returning id`
    if (checkpoint === undefined) throw new Error('the checkpoint was not stored')
    ids.push(checkpoint.id)
  }
  const tokens: string[] = []
  for (let tablet = 0; tablet < tablets; tablet++) {
    // In bounds: there is at least one checkpoint.
    tokens.push((await seedDevice(sql, ids[tablet % ids.length]!, now)).token)
  }
  const key = `kk_${randomBytes(32).toString('base64url')}`
  await sql`
    insert into api_keys (id, key_hash, role, jurisdiction_id, name, created_at)
    values (${randomUUID()}, ${hashToken(key)}, 'command', ${root.id}, 'bench', ${now})`
  await notify(sql, { topic: 'checkpoints', keys: [] })
  return { sql, databaseUrl, tokens, key }
}
