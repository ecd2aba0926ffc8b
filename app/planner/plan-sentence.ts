import { number } from '../_text/format'
import type { Language } from '../_text/language'
import type { planWords } from '../_text/planner-plan'
import type { PlanEffect } from './plan-effect'

type Words = (typeof planWords)['zh']

/** What a plan does, in one sentence. */
export const planSentence = (
  { open, people, fewer, reached, cutOff }: PlanEffect,
  words: Words,
  language: Language,
): string => {
  const [comma, semicolon, stop] = language === 'zh' ? ['，', '；', '。'] : [', ', '; ', '.']
  const change = fewer > 0 ? words.fewer(number(fewer)) : fewer < 0 ? words.more(number(-fewer)) : words.same
  const parts = [
    open === 0 ? words.allHeld : words.open(number(open)),
    `${words.people(number(people))}${comma}${change}`,
    reachedWords(reached, words),
  ]
  const first = cutOff[0]
  if (first !== undefined)
    parts.push(cutOff.length === 1 ? words.cutOffOne(first) : words.cutOff(number(cutOff.length), first))
  return parts.join(semicolon) + stop
}

const reachedWords = (reached: PlanEffect['reached'], words: Words): string => {
  if (reached === null) return words.noneLeft
  const { place, road, isNew } = reached
  if (road === null) return isNew ? words.newlyNoRoad(place) : words.stillNoRoad(place)
  return isNew ? words.newly(place, road) : words.still(place, road)
}
