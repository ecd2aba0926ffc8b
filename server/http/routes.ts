import type { Core } from '../core'
import type { CoverageService } from '../coverage/coverage-service'
import type { Ingest } from '../entries/ingest'
import type { LiveState } from '../live/live-state'
import type { ImportJob } from '../roads/import-job'
import { checkpointRoutes } from './resources/checkpoints'
import { coverageRoutes } from './resources/coverage'
import { entryRoutes } from './resources/entries'
import { pairingRoutes } from './resources/pairings'
import { roadRoutes } from './resources/roads'
import { sessionRoutes } from './resources/session'
import { setupRoutes } from './resources/setup'
import { userRoutes } from './resources/users'
import type { Route } from './route'

export interface RouteParts {
  core: Core
  ingest: Ingest
  live: LiveState
  coverage: CoverageService
  imports: ImportJob
}

/** Every call under `/api/v1`. */
export const createRoutes = ({ core, ingest, live, coverage, imports }: RouteParts): Route[] => [
  ...entryRoutes(core, ingest, live.board),
  ...checkpointRoutes(core, live.board),
  ...coverageRoutes(coverage),
  ...roadRoutes(imports),
  ...sessionRoutes(core),
  ...pairingRoutes(core),
  ...setupRoutes(core),
  ...userRoutes(core),
]
