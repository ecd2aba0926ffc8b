import type { ReservedSql } from 'postgres'
import type { Entry } from '#domain/entries/entry'
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '#domain/instant'
import type { Status } from '#protocol/tablet'
import { ENTRIES_A_DAY } from '../../db/seed/traffic/daily-curve'
import type { Core } from '../core'
import { DEMO_LOCK } from './demo-lock'
import { DEMO, findDemo } from './demo-points'
import { REPORTS_AGAIN_MS, storeDemoReports } from './demo-reports'
import { mintTokens } from './mint-tokens'
import { DemoPlayer, NOTE_MS, rateOf, STATUS_MS } from './player'
import { TabletClient } from './tablet-client'
import { tabletStatus } from './tablet-status'
import { KEPT_DAYS, trimDemo } from './trim-demo'
import { workAlerts } from './work-alerts'

interface DemoServiceParts {
  core: Core
  /** A tablet at a checkpoint was heard of, now, as by the socket. */
  hear(checkpointId: number, deviceId: string, status: Status): void
}

const LOCK_RETRY_MS = 30 * SECOND_MS
/** A period's reports are there within so long after its end. */
const REPORTS_MS = 5 * MINUTE_MS
/** Several changes of checkpoints are one new beginning. */
const SETTLE_MS = SECOND_MS

/**
 * Keeps the demo alive while the server runs. `traffic`: a player sends through the real socket, one server of several;
 * `county`: the tablets' heartbeat alone, from inside. Nothing where there is no demo.
 */
export class DemoService {
  readonly #parts: DemoServiceParts
  readonly #stops: (() => void)[] = []
  #url: string | null = null
  #reserved: ReservedSql | null = null
  #player: DemoPlayer | null = null
  #clients = new Map<string, TabletClient>()
  #restart: (() => void) | null = null
  /** Whether this is the server that plays. */
  #ourTurn = false
  #stopped = false

  constructor(parts: DemoServiceParts) {
    this.#parts = parts
  }

  /** The server listens at `url`. */
  start(url: string): void {
    const { core } = this.#parts
    this.#url = url
    if (core.env.demo === 'off') return
    this.#guard(core.env.demo === 'traffic' ? this.#takeTurn() : this.#beat())
    if (core.env.demo === 'county') this.#every(STATUS_MS, () => this.#beat())
  }

  async stop(): Promise<void> {
    this.#stopped = true
    for (const stop of this.#stops) stop()
    this.#restart?.()
    if (this.#player !== null) await this.#note().catch(() => {})
    this.#end()
    this.#reserved?.release()
  }

  /** A checkpoint was opened, closed, or taken away; or the demo was laid, or removed. */
  refresh(): void {
    if (!this.#ourTurn || this.#stopped) return
    this.#restart?.()
    this.#restart = this.#parts.core.clock.after(SETTLE_MS, () => this.#guard(this.#play()))
  }

  /** Plays, or waits for the server that does. Where the database is ours alone, nobody else is there. */
  async #takeTurn(): Promise<void> {
    const { core } = this.#parts
    if (core.env.databaseUrl !== null && !(await this.#lock())) {
      this.#stops.push(core.clock.after(LOCK_RETRY_MS, () => this.#guard(this.#takeTurn())))
      return
    }
    if (this.#stopped) return
    this.#ourTurn = true
    await this.#play()
    this.#every(NOTE_MS, async () => {
      if (this.#player === null) return
      await this.#note()
      const moved = await workAlerts(core.database.sql, core.clock.now())
      if (moved.length > 0) await core.bus.publish('alerts', moved)
    })
    this.#every(HOUR_MS, () => trimDemo(core.database.sql, core.clock.now()))
    this.#every(REPORTS_MS, () => this.#report())
  }

  /** Sends the reports of periods that ended meanwhile. */
  async #report(): Promise<void> {
    const { clock, database } = this.#parts.core
    const demo = await findDemo(database.sql)
    if (demo === null) return
    const nowMs = clock.now()
    const { origin, stands } = demo
    await storeDemoReports(database.sql, { seed: origin.seed, stands, sinceMs: nowMs - REPORTS_AGAIN_MS, nowMs })
  }

  async #lock(): Promise<boolean> {
    const reserved = await this.#parts.core.database.sql.reserve()
    const [row] = await reserved<{ got: boolean }[]>`select pg_try_advisory_lock(${DEMO_LOCK}) as got`
    if (row?.got === true) this.#reserved = reserved
    else reserved.release()
    return row?.got === true
  }

  async #play(): Promise<void> {
    const { clock, database, log } = this.#parts.core
    this.#end()
    const demo = await findDemo(database.sql)
    const url = this.#url
    if (demo === null || url === null || this.#stopped) return
    const stands = demo.stands.filter(({ point }) => point.condition === 'staffed' || point.condition === 'unstaffed')
    const tablets = stands.flatMap((stand) => stand.tablets)
    const tokens = await mintTokens(
      database.sql,
      tablets.map(({ source }) => source.id),
    )
    this.#clients = new Map(
      tablets.map((tablet) => {
        const token = tokens.get(tablet.source.id) ?? ''
        const onSettled = (_: number, refused: number) => {
          if (refused > 0) log.warn({ refused }, 'entries of the demo were refused')
        }
        return [tablet.source.id, new TabletClient({ url, token, tablet, clock, onSettled })]
      }),
    )
    const { seed } = demo.origin
    const rate = rateOf(ENTRIES_A_DAY)
    const player = new DemoPlayer({ clock, seed, stands, clients: this.#clients, rate, steady: false, onShift: true })
    this.#player = player
    player.start()
    for (const { checkpointId, body, countedAt } of await this.#openHolds()) {
      player.takeHold(checkpointId, body, countedAt.getTime())
    }
  }

  /** Who was on hold when the demo stopped, or its history ended. */
  #openHolds(): Promise<{ checkpointId: number; body: Entry; countedAt: Date }[]> {
    const { clock, database } = this.#parts.core
    const since = new Date(clock.now() - KEPT_DAYS * DAY_MS)
    return database.sql<{ checkpointId: number; body: Entry; countedAt: Date }[]>`
      select e.checkpoint_id as "checkpointId", d.body, e.counted_at as "countedAt"
      from entries e join entry_details d on d.bucket = e.bucket and d.entry_id = e.id
      join devices t on t.id = e.source and t.demo = ${DEMO}
      where e.standing and e.disposition = 'hold' and e.amends is null and e.counted_at > ${since}`
  }

  #end(): void {
    this.#player?.stop()
    this.#player = null
    for (const client of this.#clients.values()) client.close()
    this.#clients.clear()
  }

  async #note(): Promise<void> {
    const { clock, database } = this.#parts.core
    await database.sql`update instance set demo_seeded_at = ${new Date(clock.now())}`
  }

  /** Nobody sends: the tablets of the demo are heard of all the same, so that its checkpoints stay as they were laid. */
  async #beat(): Promise<void> {
    const { core, hear } = this.#parts
    const demo = await findDemo(core.database.sql)
    const nowMs = core.clock.now()
    for (const { point, checkpointId, tablets } of demo?.stands ?? []) {
      if (point.condition !== 'staffed' && point.condition !== 'unstaffed') continue
      tablets.forEach(({ source }, i) => {
        const status = tabletStatus(point, i, nowMs, rateOf(ENTRIES_A_DAY))
        hear(checkpointId, source.id, { ...status, pending: 0, version: DEMO })
      })
    }
  }

  #every(ms: number, act: () => Promise<unknown>): void {
    this.#stops.push(this.#parts.core.clock.every(ms, () => this.#guard(act())))
  }

  #guard(work: Promise<unknown>): void {
    work.catch((error: unknown) => {
      this.#parts.core.log.warn({ err: error }, 'the demo had a fault')
    })
  }
}
