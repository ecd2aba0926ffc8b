import type { WhatIf } from '#domain/coverage/what-if'

/** What the server is asked: the plan on top of what stands, and whom it is for. */
export interface AdviceQuestion {
  plan: WhatIf
  places?: string[]
  area?: { type: 'Polygon'; coordinates: number[][][] }
}

/** And which of the points come first. */
export interface OrderedQuestion extends AdviceQuestion {
  by: 'people' | 'traffic'
}
