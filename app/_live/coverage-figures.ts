/** The figures of coverage that the row shows, out of the live coverage's summary, which the wire leaves open. */
interface CoverageFigures {
  exposedMetres: number
  lapsedMetres: number
  /** Villages and towns that can be reached past no working checkpoint. */
  placesReached: number
  populationExposed: number
}

/** Crossings that lie together are one way in: of each its first crossing in this state. */
export const waysIn = <Crossing extends { id: string; state: string; group?: string | undefined }>(
  crossings: readonly Crossing[],
  state: string,
): Crossing[] => {
  const first = new Map<string, Crossing>()
  for (const crossing of crossings) {
    const way = crossing.group ?? crossing.id
    if (crossing.state === state && !first.has(way)) first.set(way, crossing)
  }
  return [...first.values()]
}

const member = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined

const figure = (value: unknown): number => (typeof value === 'number' && Number.isFinite(value) ? value : 0)

/** Null where there is no summary. */
export const coverageFigures = (summary: unknown): CoverageFigures | null => {
  const metres = member(summary, 'metres')
  const places = member(summary, 'places')
  if (typeof metres !== 'object' || metres === null) return null
  return {
    exposedMetres: figure(member(metres, 'exposed')),
    lapsedMetres: figure(member(metres, 'lapsed')),
    placesReached: figure(member(places, 'exposed')) + figure(member(places, 'lapsed')),
    populationExposed: figure(member(summary, 'populationExposed')),
  }
}
