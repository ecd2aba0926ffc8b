/** A link on which traffic slows itself: time t(v) = free (1 + b (v / capacity)^power), the formula of the Bureau of Public Roads. */
export interface DelayLink {
  from: number
  to: number
  /** Minutes, or any unit of time, without traffic. */
  free: number
  /** Vehicles in the time that the demand is for. */
  capacity: number
  b: number
  power: number
}

export function timeAt({ free, capacity, b, power }: DelayLink, volume: number): number {
  return free * (1 + b * (volume / capacity) ** power)
}

export function slopeAt({ free, capacity, b, power }: DelayLink, volume: number): number {
  return b === 0 ? 0 : ((free * b * power) / capacity) * (volume / capacity) ** (power - 1)
}

/** The area under the time from no traffic to that volume: what an equilibrium makes smallest, summed over the links. */
export function areaUnder({ free, capacity, b, power }: DelayLink, volume: number): number {
  return free * volume * (1 + (b / (power + 1)) * (volume / capacity) ** power)
}
