import { inScope } from '../../db/access/in-scope'
import { writeAudit } from '../audit'
import type { Core } from '../core'
import { done, type Outcome, refuse } from '../outcome'
import type { PersonActor } from '../people/actor'
import { boundaryPolygons } from '../roads/read-boundary'
import { RoadFileError } from '../roads/road-file-error'
import { lockJurisdiction } from './change-jurisdiction'

/**
 * Sets where a jurisdiction ends, from a GeoJSON Polygon or MultiPolygon. That of the jurisdiction whose roads are in use
 * comes with the roads, since every crossing hangs on it.
 */
export const putBoundary = async (
  core: Core,
  actor: PersonActor,
  { code, source, geojson }: { code: string; source: string; geojson: unknown },
): Promise<Outcome<{ code: string; polygons: number }>> => {
  let coordinates: ReturnType<typeof boundaryPolygons>
  try {
    coordinates = boundaryPolygons(source, geojson)
  } catch (error) {
    if (error instanceof RoadFileError) return refuse('invalid', error.message)
    throw error
  }
  return inScope(core.database, actor, async (tx) => {
    const found = await lockJurisdiction(tx, code)
    if (found === null) return refuse('not-found', 'There is no such jurisdiction within yours.')
    const [roads] = await tx`select 1 from networks where jurisdiction_id = ${found.id} and active`
    if (roads !== undefined) return refuse('conflict', 'This boundary comes with the roads: import it with them.')
    const now = core.clock.now()
    await tx`
      insert into boundaries (jurisdiction_id, geometry, source, updated_at)
      values (${found.id}, ${tx.json({ type: 'MultiPolygon', coordinates } as never)}, ${source}, ${new Date(now)})
      on conflict (jurisdiction_id) do update
      set geometry = excluded.geometry, source = excluded.source, updated_at = excluded.updated_at`
    const line = { actor: actor.name, verb: 'jurisdiction.boundary', target: `jurisdiction:${code}` }
    await writeAudit(tx, now, { ...line, after: { source, polygons: coordinates.length } })
    return done({ code, polygons: coordinates.length })
  })
}

/** The boundary of a jurisdiction as GeoJSON. */
export const readBoundaryOf = async (
  core: Core,
  actor: PersonActor,
  code: string,
): Promise<Outcome<{ type: string; coordinates: unknown }>> => {
  const [row] = await inScope(
    core.database,
    actor,
    (tx) => tx<{ geometry: { type: string; coordinates: unknown } }[]>`
      select b.geometry from boundaries b join jurisdictions j on j.id = b.jurisdiction_id where j.code = ${code}`,
  )
  return row === undefined ? refuse('not-found', 'No boundary of it is known.') : done(row.geometry)
}
