/** How a checkpoint is manned, where nobody said otherwise: people at a time, and shifts a day. */
export interface PostRule {
  /** Whoever is in charge, and records. */
  inCharge: number
  /** At each open lane: one stops and asks, one measures. */
  aLane: number
  shifts: number
}

export const USUAL_POST: PostRule = { inCharge: 1, aLane: 2, shifts: 3 }

/** People a day over all shifts, each shift with the most lanes that it has open at a time. */
export function staffADay(lanesByShift: readonly number[], { inCharge, aLane }: PostRule = USUAL_POST): number {
  return lanesByShift.reduce((sum, lanes) => sum + (lanes > 0 ? inCharge + aLane * lanes : 0), 0)
}

/** The same where every shift has as many lanes. */
export function staffOfLanes(lanes: number, rule: PostRule = USUAL_POST): number {
  return staffADay(new Array<number>(rule.shifts).fill(lanes), rule)
}
