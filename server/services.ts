/**
 * All that Kakou does, put together: directories, ingest, live state, sockets, HTTP. The process hands in the database,
 * the clock and the log, and decides when it starts and stops.
 */
import type { Server as SocketServer } from 'socket.io'
import { HOUR_MS, MINUTE_MS, SECOND_MS } from '#domain/instant'
import { makePartitions } from '../db/stores/partitions'
import { AlertEngine } from './alerts/alert-engine'
import { Signs } from './alerts/signs'
import { AuditSealer } from './audit-trail/audit-sealer'
import { createCore } from './core'
import { CountNotices } from './counts/count-notices'
import { CoverageService } from './coverage/coverage-service'
import { catchUpDemo } from './demo/catch-up'
import { DemoService } from './demo/demo-service'
import { ensureDemo } from './demo/ensure-demo'
import { policyFor } from './devices/policy-for'
import { Ingest } from './entries/ingest'
import { PlateBook } from './entries/plate-book'
import { DatabasePulse } from './http/database-pulse'
import { Metrics } from './http/metrics'
import { createPublished } from './http/published'
import { createApi } from './http/router'
import { createRoutes } from './http/routes'
import { readEpoch } from './instance/epoch'
import { openInstance } from './instance/open-instance'
import { markRead, unreadInstructions, withdrawnInstructions } from './instructions/unread-instructions'
import { ItemDesk } from './items/item-desk'
import { dutyOf } from './items/show-duty'
import { connectError } from './live/admission'
import { Broadcaster } from './live/broadcaster'
import { sendDelta } from './live/delta-frames'
import { HeardNotices } from './live/heard-notices'
import { Heartbeats } from './live/heartbeats'
import { LiveSockets } from './live/live-sockets'
import { LiveState } from './live/live-state'
import { followNotices } from './live/notices'
import { Peers } from './live/peers'
import { TabletSockets } from './live/tablet-sockets'
import { Patience } from './patience'
import { Identifier } from './people/sessions/identify'
import { Housekeeping } from './persons/housekeeping'
import { sealEntry } from './persons/seal-entry'
import { PlanService } from './planning/plan-service'
import { joinThroughRedis, loadRedis, type Redis } from './process/redis-join'
import type { ServiceParts, Services } from './process/services-port'
import { pushSender } from './push/push-sender'
import { StateBook } from './replay/state-book'
import { ImportJob } from './roads/import-job'
import { rosterFor } from './staff/roster-for'
import { webhookSender } from './webhooks/webhook-sender'

const REVIEW_MS = SECOND_MS
/** Sessions that ran out, and keys that were revoked, lose their sockets within this time. */
const SESSIONS_MS = MINUTE_MS
const PARTITIONS_MS = 6 * HOUR_MS

export const createServices = (parts: ServiceParts): Services => {
  const { database, clock, log, env } = parts
  const { sql } = database
  const core = createCore({ database, env, clock, log })
  const { sessions, devices } = core
  const patience = new Patience(clock)
  const identifier = new Identifier({ sql, clock, devices, sessions, patience })
  const sealer = new AuditSealer(core)
  const heartbeats = new Heartbeats({ sql, clock, log })
  let epoch = ''
  let loaded = false
  let redis: Redis | null = null
  let broadcaster: Broadcaster | null = null
  const stops: (() => void)[] = []

  const live = new LiveState({
    sql,
    clock,
    checkpoints: core.checkpoints,
    policy: core.policy,
    onChange: () => broadcaster?.schedule(),
    onState: (checkpointId, state) => states.add(checkpointId, state),
    onStations: () => coverage.schedule(),
    onHeard: (sign) => {
      heard.add(sign)
      signs.add(sign)
    },
  })
  const coverage: CoverageService = new CoverageService({ sql, clock, log, live })
  const demo = new DemoService({
    core,
    hear(checkpointId, deviceId, status) {
      live.board.hear(checkpointId, deviceId, status, clock.now())
      const { battery = null, pending = null, version = null } = status
      heartbeats.put(deviceId, { battery, pending, version })
    },
  })
  const counted = new CountNotices(core)
  const housekeeping = new Housekeeping(core)
  const plates = new PlateBook({ sql, clock, log })
  const states = new StateBook({ sql, clock, log })
  const heard = new HeardNotices(core)
  const signs = new Signs({ sql, clock, log })
  const alertEngine = new AlertEngine(core)
  const webhooks = webhookSender(core, (state) => metrics.webhookTried(state))
  const pushes = pushSender(core, (state) => metrics.pushTried(state))
  const peers = new Peers({
    bus: core.bus,
    clock,
    log,
    onLost: () => void core.bus.readAgain(['counts', 'alerts', 'heard']),
  })
  const ingest = new Ingest({
    sql: database.ingest,
    clock,
    log,
    digestSecret: () => core.secret,
    epoch: () => epoch,
    thresholds: (version) => core.policy.thresholds(version),
    alertMinutes: () => core.policy.current.document.deadlines.alertMinutes,
    seal: (entry) => sealEntry(core.keys, entry),
    meter: {
      answered: (ms, results) => metrics.answered(ms, results),
      flushed: (rows, ms) => metrics.flushed(rows, ms),
    },
    onStored: (changes) => {
      live.apply(changes)
      metrics.stored(changes)
      counted.add(changes)
      plates.add(changes.plates)
    },
  })
  const items = new ItemDesk({ core, epoch: () => epoch })
  const plans = new PlanService({ coverage, clock })
  const routes = createRoutes({ core, ingest, items, live, coverage, plans, imports: new ImportJob(core), heartbeats })
  const api = createApi({ routes, identifier, patience, env, clock, log })
  const published = createPublished(routes)
  const sockets = { tablets: () => 0, screens: () => 0 }
  const metrics = new Metrics({
    live,
    waitingRows: () => ingest.waitingRows,
    tablets: () => sockets.tablets(),
    screens: () => sockets.screens(),
    alertRoundAge: () => alertEngine.ageSeconds,
    databaseIsThere: () => pulse.isThere(),
    now: () => clock.now(),
    token: env.metricsToken,
  })

  const pulse = new DatabasePulse(sql, clock, (ms) => metrics.databaseAnswered(ms))
  const ready = async () => [
    { name: 'database', ok: await pulse.isThere() },
    { name: 'live state', ok: loaded },
  ]

  return {
    handleApi(request, response) {
      const path = request.url?.split('?', 1)[0] ?? '/'
      if (path === '/healthz') {
        response.setHeader('Content-Type', 'text/plain; charset=utf-8')
        response.end('ok\n')
      } else if (path === '/readyz') {
        void ready().then((checks) => {
          response.statusCode = checks.every(({ ok }) => ok) ? 200 : 503
          response.setHeader('Content-Type', 'application/json')
          response.end(JSON.stringify({ checks }))
        })
      } else if (path === '/metrics') {
        metrics.answer(request, response).catch(() => response.destroy())
      } else if (!published(request, response)) {
        metrics.observe(request, response)
        api(request, response)
      }
      return true
    },
    attachSockets(io: SocketServer) {
      if (redis !== null && env.redisUrl !== null) {
        core.bus.carry(joinThroughRedis(redis, io, env.redisUrl, { clock, log }))
      }
      // Nothing lies there, and nobody stays there unknown.
      io.use((_, next) => next(connectError('unauthorized')))
      const screens = io.of('/live')
      broadcaster = new Broadcaster({
        clock,
        state: live,
        onPush: (waitedMs) => metrics.pushed(waitedMs),
        send: sendDelta(screens),
      })
      const liveSockets = new LiveSockets(screens, {
        log,
        env,
        identifier,
        state: live,
        broadcaster,
        checkpoints: core.checkpoints,
      })
      const tablets = new TabletSockets(io.of('/tablet'), {
        clock,
        log,
        devices,
        ingest,
        board: live.board,
        heartbeats,
        items,
        policyFor: (device) => policyFor(core, device, epoch),
        rosterFor: (device) => rosterFor(core, device),
        dutyOf: (checkpointIds) => dutyOf(core, checkpointIds),
        unread: (device) => unreadInstructions(core, device),
        withdrawn: (device) => withdrawnInstructions(core, device),
        markRead: (device, instruction) => markRead(core, device, instruction),
      })
      stops.push(clock.every(SESSIONS_MS, () => void liveSockets.cut([]).catch(() => {})))
      sockets.tablets = () => tablets.connected
      sockets.screens = () => liveSockets.connected
      followNotices(core, live, coverage, { tablets, screens: liveSockets })
    },
    ready,
    opened(url) {
      core.bus.on('checkpoints', () => demo.refresh())
      demo.start(url)
    },
    async start() {
      if (env.redisUrl !== null) redis = await loadRedis()
      const lines = await openInstance(core, ensureDemo)
      core.bus.on('plates', () => plates.readAgain())
      core.bus.on('keys', () => core.keys.load(sql, env, clock.now()))
      await makePartitions(sql, clock.now())
      await catchUpDemo(core)
      await core.policy.load()
      epoch = await readEpoch(sql)
      await core.bus.start()
      await live.load()
      // A large network takes seconds, and entries don't wait for a map.
      coverage.load().catch((error: unknown) => {
        log.error({ err: error }, 'the road network could not be loaded')
      })
      heartbeats.start()
      signs.start()
      alertEngine.start()
      webhooks.start()
      pushes.start()
      sealer.start()
      housekeeping.start()
      plates.start()
      states.start(live.board.seats())
      // Where the database is ours alone, nobody else is there to be told.
      if (env.databaseUrl !== null) stops.push(counted.start(), heard.start(), peers.start())
      core.bus.onReconnect(async () => {
        const before = epoch
        epoch = await readEpoch(sql)
        if (epoch === before) return
        log.warn({ before, epoch }, 'the database is another, or went back in time')
        await core.bus.publish('policy')
      })
      stops.push(
        clock.every(REVIEW_MS, () => {
          live.board.review()
          live.forgetGone(broadcaster?.oldestTick ?? null)
        }),
      )
      stops.push(
        clock.every(PARTITIONS_MS, () => {
          makePartitions(sql, clock.now()).catch((error: unknown) => {
            log.error({ err: error }, 'partitions could not be made')
          })
        }),
      )
      loaded = true
      return lines
    },
    async stop() {
      await demo.stop()
      for (const stop of stops) stop()
      broadcaster?.stop()
      await alertEngine.stop()
      await webhooks.stop()
      await pushes.stop()
      await ingest.close()
      await signs.stop()
      await heartbeats.stop()
      await plans.stop()
      await sealer.stop()
      await coverage.stop()
      await housekeeping.stop()
      await plates.stop()
      await states.stop()
      await core.bus.stop()
    },
  }
}
