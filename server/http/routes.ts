import type { Core } from '../core'
import type { Ingest } from '../entries/ingest'
import type { LiveState } from '../live/live-state'
import { checkpointRoutes } from './resources/checkpoints'
import { entryRoutes } from './resources/entries'
import type { Route } from './route'

export interface RouteParts {
  core: Core
  ingest: Ingest
  live: LiveState
}

/** Every call under `/api/v1`. */
export const createRoutes = ({ core, ingest, live }: RouteParts): Route[] => [
  ...entryRoutes(core, ingest, live.board),
  ...checkpointRoutes(core, live.board),
]
