import type { Sql, TransactionSql } from 'postgres'
import type { Polygons } from '#domain/coverage/boundary'
import type { PlacePoint } from '#domain/coverage/points'

/** The map's quiet ground. */
export interface Background {
  water: { type: 'FeatureCollection'; features: unknown[] }
  neighbours: { name: string; lng: number; lat: number }[]
}

interface NewNetwork {
  id: string
  jurisdictionId: number
  name: string
  /** `packRoads`. */
  ways: Buffer
  polygons: Polygons
  places: readonly (PlacePoint & { place?: string | null })[]
  background: Background
  report: unknown
  attribution: string
  importedAt: Date
  demo: string | null
}

/** Replaces the active network, its places and its boundary; the one before stays, not active. */
export const replaceNetwork = async (sql: TransactionSql, network: NewNetwork): Promise<void> => {
  await sql`update networks set active = false where active`
  await sql`
    insert into networks (id, jurisdiction_id, name, active, ways, background, report, attribution, imported_at, demo)
    values (${network.id}, ${network.jurisdictionId}, ${network.name}, true, ${network.ways},
      ${sql.json(network.background as never)}, ${sql.json(network.report as never)}, ${network.attribution},
      ${network.importedAt}, ${network.demo})`
  await sql`
    insert into places (network_id, code, name, place, population, lng, lat)
    select ${network.id}, code, name, place, population, lng, lat
    from json_to_recordset(${JSON.stringify(network.places)}::text::json)
      as p(code text, name text, place text, population int, lng float8, lat float8)`
  const geometry = { type: 'MultiPolygon', coordinates: network.polygons }
  await sql`
    insert into boundaries (jurisdiction_id, geometry, source, updated_at)
    values (${network.jurisdictionId}, ${sql.json(geometry as never)}, ${network.name}, ${network.importedAt})
    on conflict (jurisdiction_id) do update
    set geometry = excluded.geometry, source = excluded.source, updated_at = excluded.updated_at`
}

export interface ActiveNetwork {
  id: string
  name: string
  ways: Buffer
  polygons: Polygons
  places: (PlacePoint & { place: string | null })[]
  background: Background
  attribution: string
  /** Whether it is the demo county's. */
  demo: boolean
  importedAt: Date
}

/** The network in use, with its boundary and places; null where none was imported. */
export const findActiveNetwork = async (sql: Sql): Promise<ActiveNetwork | null> => {
  const [network] = await sql<(Omit<ActiveNetwork, 'polygons' | 'places'> & { geometry: { coordinates: Polygons } })[]>`
    select n.id, n.name, n.ways, n.background, n.attribution, n.demo is not null as demo,
      n.imported_at as "importedAt", b.geometry
    from networks n join boundaries b on b.jurisdiction_id = n.jurisdiction_id where n.active`
  if (network === undefined) return null
  const places = await sql<ActiveNetwork['places']>`
    select code, name, place, population, lng, lat from places where network_id = ${network.id} order by id`
  const { geometry, ...rest } = network
  return { ...rest, polygons: geometry.coordinates, places: [...places] }
}

/** Networks that were imported, the newest first, without their roads. */
export const listNetworks = (
  sql: TransactionSql,
): Promise<{ id: string; name: string; active: boolean; importedAt: Date }[]> => sql`
  select id, name, active, imported_at as "importedAt" from networks order by imported_at desc, id limit 100`

/** The roads of some networks, `packRoads`, by id. */
export const waysOfNetworks = async (sql: TransactionSql, ids: readonly string[]): Promise<Map<string, Buffer>> => {
  const rows = await sql<
    { id: string; ways: Buffer }[]
  >`select id, ways from networks where id = any(${[...ids]}::uuid[])`
  return new Map(rows.map(({ id, ways }) => [id, ways]))
}
