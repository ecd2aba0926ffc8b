import type { CheckpointLive } from '#protocol/live'

/** As `GET /checkpoints` answers, as far as the page uses it. */
export interface Checkpoint {
  code: string
  name: string
  state: CheckpointLive['state']
  setState: 'planned' | 'open' | 'closed'
  kind: string
  ring: 'county' | 'town' | 'village'
  road: string | null
  jurisdiction: string
  lng: number
  lat: number
}

export interface Crew {
  name: string
  lead: string | null
  members: { staff: string; name: string; agency: string; post: string | null }[]
}

/** As `GET /arrangements` answers. */
export interface Arrangement {
  code: string
  agencies: string[]
  posts: string[]
  leader: { name: string; title: string; phone: string } | null
  equipment: { name: string; count: number }[]
  lanes: { name: string; direction: 'in' | 'out' | null }[]
  crews: Crew[]
  tablets: number
}

export type Lack = 'leader' | 'crew' | 'tablet'
export const LACKS: readonly Lack[] = ['leader', 'crew', 'tablet']

/** What an open checkpoint must have and has not: one that is planned or withdrawn needs neither crew nor tablet. */
export const lacks = (checkpoint: Checkpoint, arrangement: Arrangement | undefined): Lack[] => {
  if (arrangement === undefined || checkpoint.setState === 'closed') return []
  return [
    ...(arrangement.leader === null ? (['leader'] as const) : []),
    ...(checkpoint.setState === 'open' && arrangement.crews.every(({ members }) => members.length === 0)
      ? (['crew'] as const)
      : []),
    ...(checkpoint.setState === 'open' && arrangement.tablets === 0 ? (['tablet'] as const) : []),
  ]
}
