import type { Core } from '../core'

export interface SetupState {
  /** False where the demo filled the database, and where all is done. */
  needed: boolean
  steps: { administrator: boolean; zone: boolean; roads: boolean; checkpoint: boolean; pairing: boolean }
}

/** What of the first run is done. */
export const setupState = async (core: Core): Promise<SetupState> => {
  const [row] = await core.database.sql<(SetupState['steps'] & { off: boolean })[]>`
    select demo = 'off' as off,
      exists (select from users where role = 'admin' and disabled_at is null) as administrator,
      coalesce((select zone is not null from jurisdictions order by length(path), path limit 1), false) as zone,
      exists (select from networks where active) as roads,
      exists (select from checkpoints) as checkpoint,
      exists (select from pairings) as pairing
    from instance`
  if (row === undefined) throw new Error('there is no instance')
  const { off, ...steps } = row
  return { needed: off && Object.values(steps).includes(false), steps }
}
