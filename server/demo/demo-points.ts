import type { Sql, TransactionSql } from 'postgres'
import type { TrafficPoint } from '../../db/seed/traffic/make-history'
import type { DeviceSource, Pairing } from '../entries/entry-source'

/** Marks every row of the demo. */
export const DEMO = 'demo'

/** Among a tablet's newest entries is the highest `seq`. */
const NEWEST = 500

/** How the demo was made, kept with its network so that a later start goes on in the same way. */
export interface DemoOrigin {
  seed: string
  points: TrafficPoint[]
}

/** A tablet of the demo, as a source of entries. `seq` is the last one that it used. */
export interface DemoTablet {
  source: DeviceSource & { current: Pairing }
  seq: number
}

/** A checkpoint of the demo with its tablets; those that are planned or closed have none. */
export interface DemoStand {
  point: TrafficPoint
  checkpointId: number
  tablets: DemoTablet[]
}

/** A tablet of the demo as a source: it stands at one checkpoint from first to last. */
export const demoTablet = (id: string, pairing: Pairing, seq: number): DemoTablet => ({
  source: { kind: 'device', id, retired: false, current: pairing, pairings: new Map([[pairing.id, pairing]]) },
  seq,
})

/** The tablet that stands on a lane: lanes are numbered from 1, and share tablets in turn. Null where there is none. */
export const tabletOf = (stand: DemoStand, lane: string | null | undefined): DemoTablet | null =>
  stand.tablets[(Math.max(1, Number(lane) || 1) - 1) % Math.max(1, stand.tablets.length)] ?? null

/** The demo of this database with its checkpoints that are still there; null where there is none. */
export const findDemo = async (
  sql: Sql | TransactionSql,
): Promise<{ origin: DemoOrigin; stands: DemoStand[] } | null> => {
  const [network] = await sql<{ origin: DemoOrigin }[]>`
    select report -> 'demo' as origin from networks where demo = ${DEMO} order by imported_at desc limit 1`
  if (network === undefined) return null
  const checkpoints = await sql<{ id: number; code: string; setState: string; unstaffed: boolean }[]>`
    select id, code, set_state as "setState", unstaffed from checkpoints where demo = ${DEMO} order by code`
  const devices = await sql<{ id: string; pairingId: string; checkpointId: number; seq: string }[]>`
    select d.id, p.id as "pairingId", p.checkpoint_id as "checkpointId",
      coalesce((
        select max(seq) from (
          select seq from entries e where e.source = d.id order by e.counted_at desc limit ${NEWEST}) newest), 0) as seq
    from devices d join pairings p on p.id = d.pairing_id
    where d.demo = ${DEMO} and d.state = 'active' and d.version = ${DEMO} order by d.id`
  const stands = checkpoints.flatMap(({ id, code, setState, unstaffed }): DemoStand[] => {
    const known = network.origin.points.find((one) => one.code === code)
    if (known === undefined) return []
    const point = { ...known, condition: conditionOf(known, setState, unstaffed) }
    const tablets = devices
      .filter(({ checkpointId }) => checkpointId === id)
      .map((device) => demoTablet(device.id, { id: device.pairingId, checkpointId: id }, Number(device.seq)))
    return [{ point, checkpointId: id, tablets }]
  })
  return { origin: network.origin, stands }
}

/** As it is set now: somebody who tries the demo may open, close or man a checkpoint. */
const conditionOf = (known: TrafficPoint, setState: string, unstaffed: boolean): TrafficPoint['condition'] => {
  if (setState === 'planned' || setState === 'closed') return setState
  if (unstaffed) return 'unstaffed'
  return known.condition === 'silent' ? 'silent' : 'staffed'
}
