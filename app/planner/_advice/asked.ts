/** What advice is for, as it stands in the address and as the server takes it. Pure. */

export interface Asked {
  /** Keys of places; null is all of them. */
  places: readonly string[] | null
  /** Corners of an area that was drawn, longitude and latitude. */
  area: readonly Corner[] | null
}

export type Corner = readonly [number, number]

const DECIMALS = 5
/** An area wants three corners at least. */
export const LEAST_CORNERS = 3

export const askedFrom = (ask: string | null, area: string | null): Asked => {
  const corners = (area ?? '').split(';').flatMap((text): Corner[] => {
    const [x = '', y = ''] = text.split(',')
    const [lng, lat] = [Number(x), Number(y)]
    return x !== '' && y !== '' && Math.abs(lng) <= 180 && Math.abs(lat) <= 90 ? [[lng, lat]] : []
  })
  if (corners.length >= LEAST_CORNERS) return { places: null, area: corners }
  const places = (ask ?? '').split(';').filter((key) => key !== '')
  return { places: places.length === 0 ? null : places, area: null }
}

export const areaText = (corners: readonly Corner[]): string =>
  corners.map(([lng, lat]) => `${Number(lng.toFixed(DECIMALS))},${Number(lat.toFixed(DECIMALS))}`).join(';')

/** Takes a place among those asked for, or out of them; null asks for all again. */
export const togglePlace = ({ places }: Asked, key: string): string | null => {
  const held = places ?? []
  const next = held.includes(key) ? held.filter((one) => one !== key) : [...held, key]
  return next.length === 0 ? null : next.join(';')
}

export const askedBody = ({ places, area }: Asked) => ({
  ...(places && { places: [...places] }),
  ...(area && { area: { type: 'Polygon' as const, coordinates: [area.map(([lng, lat]) => [lng, lat])] } }),
})
