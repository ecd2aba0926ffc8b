import { randomUUID } from 'node:crypto'
import type { Sql } from 'postgres'
import { notify } from '../../db/notify'
import type { JurisdictionRow } from '../../db/stores/jurisdiction-store'
import { type Background, replaceNetwork } from '../../db/stores/network-store'
import { packRoads } from '../../db/stores/road-codec'
import { writeAudit } from '../audit'
import type { ReadImport } from './read-import'

interface ReplaceRoads {
  actor: string
  jurisdiction: JurisdictionRow
  /** The road file's name, or what else the network is called. */
  name: string
  read: ReadImport
  attribution: string
  background?: Background
  demo?: string | null
}

export const OSM_ATTRIBUTION = '© OpenStreetMap contributors'

/** Puts a network that was read in place of the one before, in one transaction. Scope: the whole instance. */
export const replaceRoads = async (sql: Sql, nowMs: number, input: ReplaceRoads): Promise<void> => {
  const { read } = input
  await sql.begin(async (transaction) => {
    await replaceNetwork(transaction, {
      id: randomUUID(),
      jurisdictionId: input.jurisdiction.id,
      name: input.name,
      ways: packRoads(read.roads),
      polygons: read.polygons,
      places: read.places,
      background: input.background ?? read.background,
      report: read.report,
      attribution: input.attribution,
      importedAt: new Date(nowMs),
      demo: input.demo ?? null,
    })
    await writeAudit(transaction, nowMs, {
      actor: input.actor,
      verb: 'roads import',
      target: input.jurisdiction.code,
      after: { name: input.name, ...read.report, warnings: read.report.warnings.length },
    })
    await notify(transaction, { topic: 'network', keys: [] })
  })
}
