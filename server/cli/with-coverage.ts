import type { Core } from '../core'
import { CoverageService } from '../coverage/coverage-service'
import { LiveState } from '../live/live-state'

/** The states of checkpoints and the coverage as a server would show them now, worked out once from the database. */
export const withCoverage = async <T>(
  { database: { sql }, clock, log, checkpoints, policy }: Core,
  use: (coverage: CoverageService) => Promise<T>,
): Promise<T> => {
  const nobodyLooks = () => {}
  const live = new LiveState({ sql, clock, checkpoints, policy, onChange: nobodyLooks, onStations: nobodyLooks })
  const coverage = new CoverageService({ sql, clock, log, live })
  try {
    await live.load()
    await coverage.load()
    return await use(coverage)
  } finally {
    await coverage.stop()
  }
}
