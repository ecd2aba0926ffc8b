import type { CrossingResult } from '#domain/coverage/result'
import type { planner } from '../_text/planner'

type Words = (typeof planner)['zh']

/** `X118 白安线`: number, then name; what there is of them. */
export const roadName = ({ ref, name }: Pick<CrossingResult['road'], 'ref' | 'name'>, words: Words): string => {
  const parts = [ref, name].filter((part): part is string => part !== null && part !== '')
  return parts.length === 0 ? words.unnamedRoad : parts.join(' ')
}

/** The class of a road in words; a link is its road's ramp. */
export const roadClass = (highway: string, words: Words): string => {
  const base = highway.replace(/_link$/, '')
  const isKnown = (key: string): key is keyof Words['roadClass'] => Object.hasOwn(words.roadClass, key)
  const word = isKnown(base) ? words.roadClass[base] : words.roadClass.other
  return base === highway ? word : `${word}${words.link}`
}
