import type { Hit } from './entry'

/** Whether any hit is a risk hit: where the plate is from, declared origin, 14 days' stay. `watch` is another matter. */
export const isRiskHit = (hits: readonly Hit[] | null | undefined): boolean => {
  if (hits == null) return false
  for (const hit of hits) if (hit.kind !== 'watch') return true
  return false
}
