import { useText } from '../_text/language'
import { mapWords } from '../_text/map'
import type { MapBackground } from './map-data'

/** Whose roads these are, as it must stand on every map of them. */
export const useCredit = (background: Pick<MapBackground, 'attribution' | 'demo'> | undefined): string => {
  const words = useText(mapWords)
  if (background === undefined) return ''
  return background.demo ? words.demoRoads : background.attribution
}
