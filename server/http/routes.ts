import type { Core } from '../core'
import type { CoverageService } from '../coverage/coverage-service'
import type { Ingest } from '../entries/ingest'
import type { ItemDesk } from '../items/item-desk'
import type { Heartbeats } from '../live/heartbeats'
import type { LiveState } from '../live/live-state'
import type { PlanService } from '../planning/plan-service'
import type { ImportJob } from '../roads/import-job'
import { accountRoutes } from './resources/account'
import { adviceRoutes } from './resources/advice'
import { alertPauseRoutes } from './resources/alert-pauses'
import { alertRoutes } from './resources/alerts'
import { arrangementRoutes } from './resources/arrangements'
import { auditRoutes } from './resources/audit'
import { briefingRoutes } from './resources/briefings'
import { checkpointChangeRoutes } from './resources/checkpoint-changes'
import { checkpointFileRoutes } from './resources/checkpoint-files'
import { checkpointRoutes } from './resources/checkpoints'
import { closureRoutes } from './resources/closures'
import { coverageRoutes } from './resources/coverage'
import { dailyReportRoutes } from './resources/daily-reports'
import { deviceRoutes } from './resources/devices'
import { entryRoutes } from './resources/entries'
import { entrySearchRoutes } from './resources/entry-search'
import { indicatorRoutes } from './resources/indicators'
import { instructionRoutes } from './resources/instructions'
import { itemRoutes } from './resources/items'
import { jurisdictionRoutes } from './resources/jurisdictions'
import { keyRoutes } from './resources/keys'
import { layoutRoutes } from './resources/layouts'
import { pairingRoutes } from './resources/pairings'
import { policyRoutes } from './resources/policy'
import { pushRoutes } from './resources/push'
import { relayRoutes } from './resources/relays'
import { replayRoutes } from './resources/replay'
import { retentionRoutes } from './resources/retention'
import { roadRoutes } from './resources/roads'
import { scenarioRoutes } from './resources/scenarios'
import { sessionRoutes } from './resources/session'
import { setupRoutes } from './resources/setup'
import { staffRoutes } from './resources/staff'
import { staffFileRoutes } from './resources/staff-files'
import { staffingRoutes } from './resources/staffing'
import { statusRoutes } from './resources/status'
import { trajectoryRoutes } from './resources/trajectories'
import { userSessionRoutes } from './resources/user-sessions'
import { userRoutes } from './resources/users'
import { wallRoutes } from './resources/wall'
import { watchListRoutes } from './resources/watch-list'
import { webhookRoutes } from './resources/webhooks'
import type { Route } from './route'

interface RouteParts {
  core: Core
  ingest: Ingest
  items: ItemDesk
  live: LiveState
  coverage: CoverageService
  plans: PlanService
  imports: ImportJob
  heartbeats: Heartbeats
}

/** Every call under `/api/v1`. */
export const createRoutes = ({
  core,
  ingest,
  items,
  live,
  coverage,
  plans,
  imports,
  heartbeats,
}: RouteParts): Route[] => [
  ...entryRoutes(core, ingest, live.board),
  ...itemRoutes(core, items, live.board),
  ...instructionRoutes(core),
  ...relayRoutes(core, { ingest, items }),
  ...dailyReportRoutes(core, coverage),
  ...indicatorRoutes(core),
  ...layoutRoutes(core),
  ...briefingRoutes(core, coverage),
  ...entrySearchRoutes(core),
  ...trajectoryRoutes(core),
  ...retentionRoutes(core),
  ...checkpointRoutes(core, live.board),
  ...coverageRoutes(coverage),
  ...adviceRoutes(core, coverage, plans),
  ...scenarioRoutes(core),
  ...staffingRoutes(core, live.board),
  ...roadRoutes(core, plans, imports),
  ...sessionRoutes(core),
  ...checkpointChangeRoutes(core),
  ...closureRoutes(core, live),
  ...alertRoutes(core, live),
  ...alertPauseRoutes(core),
  ...pairingRoutes(core),
  ...deviceRoutes(core),
  ...statusRoutes(core, { board: live.board, heartbeats }),
  ...setupRoutes(core),
  ...userRoutes(core),
  ...auditRoutes(core),
  ...policyRoutes(core),
  ...watchListRoutes(core),
  ...webhookRoutes(core),
  ...pushRoutes(core),
  ...userSessionRoutes(core),
  ...accountRoutes(core),
  ...keyRoutes(core),
  ...checkpointFileRoutes(core),
  ...jurisdictionRoutes(core),
  ...arrangementRoutes(core),
  ...staffRoutes(core),
  ...staffFileRoutes(core),
  ...wallRoutes(core, live),
  ...replayRoutes(core, coverage),
]
