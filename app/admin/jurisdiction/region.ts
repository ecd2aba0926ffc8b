/** As `GET /jurisdictions` answers. */
export interface Region {
  code: string
  name: string
  level: 'city' | 'county' | 'town' | 'village' | 'group'
  /** Null: the highest that the reader sees. */
  parent: string | null
  boundary: { source: string; updatedAt: string } | null
  checkpoints: number
  accounts: number
  staff: number
  /** Who signs in with a code too, here and below. */
  codes: 'none' | 'administrators' | 'everybody'
  /** Hours that a given password signs in; null: as the one above says. */
  givenHours: number | null
}

export const LEVELS = ['city', 'county', 'town', 'village', 'group'] as const

/** Each after the one above it, with how deep it lies. */
export const regionTree = (regions: readonly Region[]): { region: Region; depth: number }[] => {
  const below = (parent: string | null, depth: number): { region: Region; depth: number }[] =>
    regions
      .filter((region) => region.parent === parent)
      .flatMap((region) => [{ region, depth }, ...below(region.code, depth + 1)])
  return below(null, 0)
}

/** What a region may be moved under: of a higher level, not itself or below it, and not where it lies already. */
export const placesFor = (regions: readonly Region[], moved: Region): Region[] => {
  const within = new Set(withBelow(regions, moved).map(({ code }) => code))
  return regions.filter(
    ({ code, level }) =>
      !within.has(code) && code !== moved.parent && LEVELS.indexOf(level) < LEVELS.indexOf(moved.level),
  )
}

/** A region and all below it. */
export const withBelow = (regions: readonly Region[], top: Region): Region[] => [
  top,
  ...regions.filter(({ parent }) => parent === top.code).flatMap((region) => withBelow(regions, region)),
]

/** Rings of degrees as one SVG path, 100 at its longer side, kept in proportion at their latitude. Null: nothing to draw. */
export const outline = (
  polygons: readonly (readonly (readonly [number, number])[])[][],
): { path: string; width: number; height: number } | null => {
  const all = polygons.flat(2)
  if (all.length === 0) return null
  const [west, east] = [Math.min(...all.map(([lng]) => lng)), Math.max(...all.map(([lng]) => lng))]
  const [south, north] = [Math.min(...all.map(([, lat]) => lat)), Math.max(...all.map(([, lat]) => lat))]
  const narrow = Math.cos((((south + north) / 2) * Math.PI) / 180)
  const scale = 100 / Math.max((east - west) * narrow, north - south, 1e-9)
  const point = ([lng, lat]: readonly [number, number]) =>
    `${((lng - west) * narrow * scale).toFixed(2)} ${((north - lat) * scale).toFixed(2)}`
  const path = polygons
    .flat()
    .map((ring) => `M${ring.map(point).join('L')}Z`)
    .join('')
  return { path, width: (east - west) * narrow * scale, height: (north - south) * scale }
}
