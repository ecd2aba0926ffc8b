import type { Sql } from 'postgres'
import type { CoveragePoints } from '#domain/coverage/points'

/** Checkpoints that are not withdrawn and closures that stand, over the whole county: what a new network must find room for. */
export const standingPoints = async (
  sql: Sql,
  now: Date,
): Promise<Pick<CoveragePoints, 'checkpoints' | 'closures'>> => ({
  checkpoints: await sql<{ code: string; lng: number; lat: number; state: 'open' }[]>`
    select code, lng, lat, 'open' as state from checkpoints where set_state <> 'closed' order by code`,
  closures: await sql<{ code: string; lng: number; lat: number }[]>`
    select code, lng, lat from closures
    where lifted_at is null and (ends_at is null or ends_at > ${now}) order by code`,
})
