import { randomBytes } from 'node:crypto'
import type { Sql } from 'postgres'
import { MINUTE_MS, SECOND_MS } from '#domain/instant'
import { uuidV7 } from '#domain/uuid'
import { notify } from '../../db/notify'
import { OperatorError } from '../../db/operator-error'
import type { Clock } from '../clock'
import { hashToken } from '../devices/device-directory'
import { DEMO, type DemoStand, demoTablet, findDemo } from './demo-points'
import { DemoPlayer } from './player'
import { TabletClient } from './tablet-client'

interface TrafficOptions {
  /** Where the server listens. */
  url: string
  /** Entries a second. */
  rate: number
  /** How long; null: until `signal` says so. */
  minutes: number | null
  signal: AbortSignal
}

interface TrafficReport {
  stored: number
  refused: number
  /** Made and never acknowledged. */
  waiting: number
  seconds: number
}

const CONNECT_MS = 5 * SECOND_MS
/** At the end what is under way gets so long to be answered. */
const DRAIN_MS = 10 * SECOND_MS

/**
 * Sends the demo's traffic to a running server through its socket, from tablets of its own beside those of the demo,
 * which go when it ends. Throws OperatorError where there is no demo, or no server answers.
 */
export const playTraffic = async (sql: Sql, clock: Clock, options: TrafficOptions): Promise<TrafficReport> => {
  const demo = await findDemo(sql)
  if (demo === null) throw new OperatorError('there is no demo in this database: npm run kakou -- seed demo')
  const places = demo.stands.filter(({ point }) => point.condition === 'staffed')
  const tokens = new Map<string, string>()
  const stands = places.map((stand): DemoStand => {
    const id = uuidV7(clock.now(), randomBytes(16))
    tokens.set(id, randomBytes(32).toString('base64url'))
    const pairing = { id: uuidV7(clock.now(), randomBytes(16)), checkpointId: stand.checkpointId }
    return { ...stand, tablets: [demoTablet(id, pairing, 0)] }
  })
  const totals = { stored: 0, refused: 0 }
  const clients = new Map<string, TabletClient>()
  const waiting = () => [...clients.values()].reduce((sum, client) => sum + client.pending, 0)
  await addTablets(sql, clock.now(), stands, tokens)
  const player = new DemoPlayer({
    clock,
    seed: demo.origin.seed,
    stands,
    clients,
    rate: options.rate,
    steady: true,
    onShift: false,
  })
  try {
    for (const tablet of stands.flatMap((stand) => stand.tablets)) {
      const token = tokens.get(tablet.source.id) ?? ''
      const onSettled = (stored: number, refused: number) => {
        totals.stored += stored
        totals.refused += refused
      }
      clients.set(tablet.source.id, new TabletClient({ url: options.url, token, tablet, clock, onSettled }))
    }
    if (!(await until(clock, CONNECT_MS, options.signal, () => [...clients.values()].every((one) => one.connected)))) {
      if (options.signal.aborted) return { ...totals, waiting: 0, seconds: 0 }
      throw new OperatorError(`no server answers at ${options.url}: start it, or give --url or PORT`)
    }
    const startMs = clock.elapsed()
    player.start()
    await until(clock, options.minutes === null ? Infinity : options.minutes * MINUTE_MS, options.signal, () => false)
    const seconds = (clock.elapsed() - startMs) / SECOND_MS
    player.stop()
    await until(clock, DRAIN_MS, null, () => waiting() === 0)
    return { ...totals, waiting: waiting(), seconds: Math.round(seconds * 10) / 10 }
  } finally {
    player.stop()
    for (const client of clients.values()) client.close()
    await takeTablets(sql, [...tokens.keys()])
  }
}

const addTablets = async (
  sql: Sql,
  nowMs: number,
  stands: readonly DemoStand[],
  tokens: ReadonlyMap<string, string>,
): Promise<void> => {
  await sql.begin(async (transaction) => {
    for (const { source } of stands.flatMap(({ tablets }) => tablets)) {
      const { id, current } = source
      await transaction`
        insert into devices (id, token_hash, pairing_id, version, created_at, demo)
        values (${id}, ${hashToken(tokens.get(id) ?? '')}, ${current.id}, 'demo traffic', ${new Date(nowMs)}, ${DEMO})`
      await transaction`
        insert into pairings (id, device_id, checkpoint_id, started_at)
        values (${current.id}, ${id}, ${current.checkpointId}, ${new Date(nowMs)})`
    }
    await notify(transaction, { topic: 'devices', keys: [...tokens.keys()] })
  })
}

const takeTablets = async (sql: Sql, ids: readonly string[]): Promise<void> => {
  await sql.begin(async (transaction) => {
    await transaction`delete from devices where id = any(${[...ids]}::uuid[])`
    await notify(transaction, { topic: 'devices', keys: [...ids] })
  })
}

const POLL_MS = 50

/** Waits until `holds`, or the time is up, or the signal: whether it holds. */
const until = (clock: Clock, ms: number, signal: AbortSignal | null, holds: () => boolean): Promise<boolean> => {
  const endMs = clock.elapsed() + ms
  return new Promise((resolve) => {
    const look = () => {
      if (holds()) resolve(true)
      else if (signal?.aborted || clock.elapsed() >= endMs) resolve(false)
      else clock.after(POLL_MS, look)
    }
    look()
  })
}
