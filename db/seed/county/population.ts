import type { Place } from './county'
import type { Random } from './random'

/** People of a place: by rank, with the long tail that villages have. */
export function populationOf(random: Random, rank: Place['place']): number {
  const spread = Math.exp(0.55 * random.normal())
  if (rank === 'county-seat') return Math.round(random.between(36_000, 48_000))
  if (rank === 'town') return Math.round(Math.min(16_000, Math.max(1400, 4200 * spread)))
  return Math.round(Math.min(2200, Math.max(28, 240 * spread * spread ** 0.3)))
}
