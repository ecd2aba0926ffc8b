import { findAlert } from '../../db/stores/alert-store'
import type { Core } from '../core'
import type { CoverageService } from '../coverage/coverage-service'
import { readSign } from './heard-notices'
import type { LiveSockets } from './live-sockets'
import type { LiveState } from './live-state'
import type { TabletSockets } from './tablet-sockets'

/** What this server does when something changed: here, on another server, or by the operator's tool. */
export const followNotices = (
  core: Core,
  live: LiveState,
  coverage: CoverageService,
  sockets: { tablets: TabletSockets; screens: LiveSockets },
): void => {
  const { bus } = core
  bus.on('jurisdictions', async () => {
    await live.loadCheckpoints()
    // One that was moved took its alerts and closures along.
    await Promise.all([live.loadAlerts(), live.loadClosures()])
    await sockets.screens.rescope()
    // The zone and the names that a tablet shows may be others.
    await sockets.tablets.sendPolicies()
  })
  bus.on('checkpoints', async () => {
    await live.loadCheckpoints()
    await sockets.tablets.sendPolicies()
  })
  bus.on('devices', (ids) => sockets.tablets.refresh(ids))
  bus.on('devices', (ids) => live.placeDevices(ids))
  bus.on('sessions', (hashes) => sockets.screens.cut(hashes))
  bus.on('policy', async () => {
    await core.policy.load()
    live.board.review()
    await sockets.tablets.sendPolicies()
  })
  bus.on('roster', () => sockets.tablets.sendRosters())
  bus.on('closures', () => live.loadClosures())
  bus.on('network', () => coverage.load())
  bus.on('alerts', async (ids) => {
    if (ids.length === 0) await live.loadAlerts()
    for (const id of ids) {
      const row = await findAlert(core.database.sql, id)
      if (row !== null) live.putAlert(row)
    }
  })
  bus.on('heard', async (signs, own) => {
    if (own) return
    if (signs.length === 0) await live.hearDevices()
    for (const text of signs) {
      const sign = readSign(text)
      if (sign !== null) live.board.takeSign(sign, core.clock.now())
    }
  })
  bus.on('items', async (ids) => {
    const checkpointIds = ids.length === 0 ? null : ids.map(Number)
    await live.loadDuty(checkpointIds)
    await sockets.tablets.sendDuty(checkpointIds)
  })
  bus.on('instructions', () => sockets.tablets.sendInstructions())
  bus.on('counts', async (codes, own) => {
    if (own) return
    const ids = codes.flatMap((code) => core.checkpoints.byCode(code)?.id ?? [])
    await live.loadCounts(codes.length === 0 ? null : ids)
  })
}
