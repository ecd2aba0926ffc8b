'use client'

import { useState } from 'react'
import { type CrossingGroup, splitGroups } from '#domain/coverage/crossing-groups'
import type { PlaceResult } from '#domain/coverage/result'
import { everyRoom } from '../../_text/every-room'
import { number } from '../../_text/format'
import { useText } from '../../_text/language'
import { planner } from '../../_text/planner'
import { Empty } from '../../_ui/blank'
import { CrossingMark } from '../../_ui/glyph'
import { placeKey } from '../picked'
import styles from '../planner.module.css'
import { roadClass, roadName } from '../road-words'
import { PICK_NOTHING, select } from '../selection'
import { Row } from './row'
import { sortPlaces } from './sort-places'

/** Ranked: those that need a point by the people behind them; the rest is folded away. */
export const CrossingList = ({ groups, selected }: { groups: readonly CrossingGroup[]; selected: string | null }) => {
  const { open, guarded, deadEnds } = splitGroups(groups)
  const words = useText(planner)
  return (
    <div className={styles.listArea}>
      {open.length === 0 ? <Empty why={words.sealed} /> : null}
      <ol className={styles.list}>
        {open.map((group, index) => (
          <CrossingRow key={group.id} group={group} number={index + 1} picked={group.id === selected} />
        ))}
      </ol>
      <Folded title={words.alsoGuarded(guarded.length)} groups={guarded} selected={selected} />
      <Folded title={words.deadEnds(deadEnds.length)} groups={deadEnds} selected={selected} />
    </div>
  )
}

const Folded = ({
  title,
  groups,
  selected,
}: {
  title: string
  groups: readonly CrossingGroup[]
  selected: string | null
}) => {
  const words = useText(planner)
  const [asked, setAsked] = useState(false)
  if (groups.length === 0) return null
  const shown = asked || groups.some(({ id }) => id === selected)
  return (
    <>
      <button type="button" className={styles.fold} aria-expanded={shown} onClick={() => setAsked(!shown)}>
        <span>{title}</span>
        <span className={styles.foldAct}>{shown ? words.hide : words.show}</span>
      </button>
      {shown ? (
        <ul className={styles.list}>
          {groups.map((group) => (
            <CrossingRow key={group.id} group={group} number={null} picked={group.id === selected} />
          ))}
        </ul>
      ) : null}
    </>
  )
}

const CrossingRow = ({
  group,
  number: rank,
  picked,
}: {
  group: CrossingGroup
  number: number | null
  picked: boolean
}) => {
  const words = useText(planner)
  const shared = useText(everyRoom)
  const { lead, state, members, population } = group
  const notes = [shared.crossing[state], roadClass(lead.road.class, words)]
  if (members.length > 1) notes.push(words.carriageways(members.length))
  if (members.some(({ presumed }) => presumed)) notes.push(words.presumed)
  return (
    <Row picked={picked} onPick={() => select({ ...PICK_NOTHING, crossing: picked ? null : group.id })}>
      <span className={styles.rank}>{rank ?? ''}</span>
      <span className={styles.mark}>
        <CrossingMark state={state} />
      </span>
      <span className={styles.rowText}>
        <span className={styles.rowTitle}>{roadName(lead.road, words)}</span>
        <span className={styles.rowNote}>{notes.join(' · ')}</span>
      </span>
      {rank === null ? null : (
        <span className={styles.figure}>
          <span className={styles.people}>{number(population)}</span>
          <span className={styles.rowNote}>{words.canEnter}</span>
        </span>
      )}
    </Row>
  )
}

export const PlaceList = ({ places, selected }: { places: readonly PlaceResult[]; selected: PlaceResult | null }) => {
  const words = useText(planner)
  const sorted = sortPlaces(places)
  return (
    <div className={styles.listArea}>
      {sorted.length === 0 ? (
        <Empty why={words.noPlaces}>
          <p className={styles.quiet}>{words.noPlacesHint}</p>
        </Empty>
      ) : null}
      <ul className={styles.list}>
        {sorted.map((place) => {
          const key = placeKey(place)
          const picked = place === selected
          return (
            <Row key={key} picked={picked} onPick={() => select({ ...PICK_NOTHING, place: picked ? null : key })}>
              <span className={styles.mark} data-place={place.state} />
              <span className={styles.rowText}>
                <span className={styles.rowTitle}>{place.name}</span>
                <span className={styles.rowNote}>{words.place[place.state]}</span>
              </span>
              <span className={styles.figure}>
                <span className={styles.people}>{words.persons(number(place.population))}</span>
              </span>
            </Row>
          )
        })}
      </ul>
    </div>
  )
}
