'use client'

import type { Scenario } from '#protocol/scenario'
import { everyRoom } from '../../_text/every-room'
import { number } from '../../_text/format'
import { useText } from '../../_text/language'
import { planner } from '../../_text/planner'
import { planWords } from '../../_text/planner-plan'
import { scenarioWords } from '../../_text/planner-scenarios'
import { useFailureWords } from '../../_text/use-failure'
import { ErrorNote, Loading } from '../../_ui/blank'
import { Button } from '../../_ui/button'
import { roadName } from '../road-words'
import { select } from '../selection'
import styles from './scenarios.module.css'
import type { useDifferences } from './use-differences'

const isOpen = (state: string) => state === 'exposed' || state === 'lapsed'
const isState = <T extends object>(words: T, key: string): key is keyof T & string => Object.hasOwn(words, key)

/** Two plans side by side: places and crossings that differ, and what the bands on the map mean. */
export const Differences = ({
  against,
  differences,
  hasPlan,
}: {
  against: Scenario
  differences: ReturnType<typeof useDifferences>
  hasPlan: boolean
}) => {
  const words = useText(scenarioWords)
  const road = useText(planner)
  const plan = useText(planWords)
  const shared = useText(everyRoom)
  const failureWords = useFailureWords()
  const { answer, failure, stale, retry } = differences
  const placeState = (state: string) => (isState(road.place, state) ? road.place[state] : state)
  const crossingState = (state: string) => (isState(shared.crossing, state) ? shared.crossing[state] : state)
  return (
    <section className={styles.section} data-stale={stale || undefined}>
      <h2 className={styles.title}>{words.comparing(against.name, hasPlan ? words.current : words.now)}</h2>
      {answer === null ? (
        failure ? (
          <ErrorNote what={plan.failed} hint={failureWords(failure)} onRetry={retry} />
        ) : (
          <Loading rows={3} />
        )
      ) : answer.places.length + answer.crossings.length === 0 ? (
        <p className={styles.note}>{words.noDifference}</p>
      ) : (
        <>
          <p className={styles.legend}>
            <span className={styles.better}>{words.better}</span>
            <span className={styles.worse}>{words.worse}</span>
          </p>
          <p>
            {words.differencePlaces(
              answer.places.filter(({ states: [a, b] }) => isOpen(a) && !isOpen(b)).length,
              answer.places.filter(({ states: [a, b] }) => !isOpen(a) && isOpen(b)).length,
            )}
          </p>
          <ul className={styles.changes}>
            {answer.places.map(({ name, population, states: [a, b] }) => (
              <li key={name}>
                <span>
                  <b>{name}</b> {road.persons(number(population))}
                </span>
                <span className={styles.note}>
                  {placeState(a)} → {placeState(b)}
                </span>
              </li>
            ))}
            {answer.crossings.map(({ id, road: of, states: [a, b] }) => (
              <li key={id}>
                <span>{road.crossingAt(roadName(of, road))}</span>
                <span className={styles.note}>
                  {crossingState(a)} → {crossingState(b)}
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
      <Button onClick={() => select({ against: null })}>{words.compareStop}</Button>
    </section>
  )
}
