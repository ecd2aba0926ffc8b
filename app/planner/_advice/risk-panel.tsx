'use client'

import { useState } from 'react'
import type { WhatIf } from '#domain/coverage/what-if'
import type { AccessAnswer, LossesAnswer, SpareAnswer } from '#protocol/advice'
import { kilometres, number } from '../../_text/format'
import { useText } from '../../_text/language'
import { planner } from '../../_text/planner'
import { adviceWords } from '../../_text/planner-advice'
import { useFormat } from '../../_text/use-format'
import { Button } from '../../_ui/button'
import { remove } from '../_plan/plan'
import { changePlan } from '../_plan/plan-store'
import { roadName } from '../road-words'
import { PICK_NOTHING, select } from '../selection'
import styles from './advice.module.css'
import { Unfolded } from './unfolded'

/** What a loss would open, what could be given up, and whether help still gets everywhere. */
export const RiskPanel = ({ plan, nameOf }: { plan: WhatIf; nameOf: (code: string) => string }) => {
  const words = useText(adviceWords)
  const question = { plan }
  return (
    <>
      <Unfolded<LossesAnswer> title={words.losses} path="/coverage/losses" question={question}>
        {({ losses }) => <Losses losses={losses} nameOf={nameOf} />}
      </Unfolded>
      <Unfolded<SpareAnswer> title={words.spare} path="/coverage/spare" question={question}>
        {(spare) => <Spare spare={spare} nameOf={nameOf} />}
      </Unfolded>
      <Unfolded<AccessAnswer> title={words.access} path="/coverage/access" question={question}>
        {({ places }) => <Access places={places} />}
      </Unfolded>
    </>
  )
}

const Losses = ({ losses, nameOf }: LossesAnswer & { nameOf: (code: string) => string }) => {
  const words = useText(adviceWords)
  const format = useFormat()
  if (losses.length === 0) return <p className={styles.note}>{words.noLosses}</p>
  return (
    <>
      <p className={styles.note}>{words.lossesNote}</p>
      <ol className={styles.points}>
        {losses.map(({ code, people, places, metres }, at) => (
          <li key={code}>
            <button
              type="button"
              className={styles.row}
              onClick={() => select({ ...PICK_NOTHING, list: 'points', point: code })}
            >
              <span className={styles.number}>{at + 1}</span>
              <span className={styles.reason}>
                <b>{nameOf(code)}</b>
                <span className={styles.note}>{format.list(places.slice(0, 3))}</span>
              </span>
              <span className={styles.figure}>{words.loss(number(people), kilometres(metres))}</span>
            </button>
          </li>
        ))}
      </ol>
    </>
  )
}

const Spare = ({ spare, nameOf }: { spare: SpareAnswer; nameOf: (code: string) => string }) => {
  const words = useText(adviceWords)
  const format = useFormat()
  const { alone, together } = spare
  if (alone.length === 0) return <p>{words.noSpare}</p>
  return (
    <>
      <p className={styles.note}>{words.spareNote}</p>
      <p>{words.spareAlone(format.list(alone.map(nameOf)))}</p>
      <p>{words.spareTogether(format.list(together.map(nameOf)))}</p>
      <Button
        onClick={() =>
          changePlan((plan) =>
            together.reduce((next, code) => (next.removed.includes(code) ? next : remove(next, code)), plan),
          )
        }
      >
        {words.trySpare}
      </Button>
    </>
  )
}

const PLACES_SHOWN = 12
const URGENT = ['cut-off', 'no-guarded-way', 'several-ways', 'not-on-a-road'] as const

const Access = ({ places }: AccessAnswer) => {
  const words = useText(adviceWords)
  const road = useText(planner)
  const [all, setAll] = useState(false)
  const of = (finding: AccessAnswer['places'][number]['finding']) =>
    number(places.filter((place) => place.finding === finding).length)
  const rank = ({ finding }: AccessAnswer['places'][number]) => {
    const at = URGENT.indexOf(finding as (typeof URGENT)[number])
    return at < 0 ? URGENT.length : at
  }
  const sorted = places
    .filter(({ state }) => state !== 'outside')
    .sort((a, b) => rank(a) - rank(b) || b.population - a.population)
  return (
    <>
      <p className={styles.note}>{words.accessNote}</p>
      <p className={styles.asked}>{words.accessSum(of('cut-off'), of('no-guarded-way'), of('several-ways'))}</p>
      <ul className={styles.points}>
        {(all ? sorted : sorted.slice(0, PLACES_SHOWN)).map(({ name, code, finding, ambulance, supplies, ways }) => {
          const keep = ways.find((way) => way.keep)
          return (
            <li key={code ?? name}>
              <button
                type="button"
                className={styles.row}
                onClick={() => select({ ...PICK_NOTHING, list: 'places', place: code ?? name })}
              >
                <span className={styles.reason}>
                  <b>{name}</b>
                  <span className={styles.note}>
                    {[
                      words.finding[finding],
                      ambulance === null
                        ? words.noAmbulance
                        : ambulance.moreMinutes > 0
                          ? words.ambulanceMore(number(ambulance.minutes), number(ambulance.moreMinutes))
                          : words.ambulance(number(ambulance.minutes)),
                      supplies === null ? words.noSupplies : words.supplies(number(supplies.minutes)),
                      ...(finding === 'several-ways' && keep ? [words.keep(roadName(keep.road, road))] : []),
                    ].join(' · ')}
                  </span>
                </span>
              </button>
            </li>
          )
        })}
      </ul>
      {all || sorted.length <= PLACES_SHOWN ? null : (
        <button type="button" className={styles.more} onClick={() => setAll(true)}>
          {words.showAll(sorted.length)}
        </button>
      )}
    </>
  )
}
