'use client'

import type { CrossingGroup } from '#domain/coverage/crossing-groups'
import type { PlaceResult } from '#domain/coverage/result'
import type { WhatIf } from '#domain/coverage/what-if'
import type { BypassAnswer } from '#protocol/advice'
import { kilometres } from '../_text/format'
import { useText } from '../_text/language'
import { planner } from '../_text/planner'
import { useAnswer } from './_advice/use-answer'
import { placeKey } from './picked'
import styles from './planner.module.css'
import { roadName } from './road-words'

/** The way in, turn by turn: where it enters, by which roads, how far each. Until the turns are there, the roads alone. */
export const Bypass = ({
  place,
  groups,
  plan,
}: {
  place: PlaceResult
  groups: readonly CrossingGroup[]
  plan: WhatIf
}) => {
  const words = useText(planner)
  const { bypass } = place
  const question = bypass === null ? null : { plan, place: placeKey(place) }
  const { value, stale } = useAnswer<BypassAnswer>('/coverage/bypass', question)
  if (bypass === null) return null
  const entry = groups.flatMap(({ members }) => members).find(({ id }) => id === bypass.crossing)
  const from = words.crossingAt(entry ? roadName(entry.road, words) : words.unnamedRoad)
  const steps = stale ? null : (value?.bypass?.steps ?? null)
  const names = bypass.roads.length === 0 ? [words.unnamedRoad] : bypass.roads
  return (
    <>
      <h3 className={styles.bypassTitle}>{words.bypass}</h3>
      <p>{words.bypassLength(kilometres(bypass.metres))}</p>
      <ol className={styles.turns}>
        <li>{words.enterAt(from)}</li>
        {steps === null
          ? // A road may come twice, and its place in the order is what it is.
            names.map((road, turn) => (
              <li key={`${turn} ${road}`}>{turn === 0 ? words.follow(road) : words.turnInto(road)}</li>
            ))
          : steps.map(({ turn, road, metres, lng, lat }) => (
              <li key={`${lng},${lat}`}>
                {words.step(turnWord(turn, words), roadName(road, words), kilometres(metres))}
              </li>
            ))}
        <li>{words.arrive(place.name)}</li>
      </ol>
    </>
  )
}

const turnWord = (turn: string, words: (typeof planner)['zh']): string => {
  const isKnown = (key: string): key is keyof typeof words.turn => Object.hasOwn(words.turn, key)
  return isKnown(turn) ? words.turn[turn] : words.turn.straight
}
