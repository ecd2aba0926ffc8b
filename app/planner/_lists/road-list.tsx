'use client'

import type { OpenRoad } from '#domain/coverage/open-roads'
import { kilometres } from '../../_text/format'
import { useText } from '../../_text/language'
import { planner } from '../../_text/planner'
import { planWords } from '../../_text/planner-plan'
import { Empty, Loading } from '../../_ui/blank'
import styles from '../planner.module.css'
import { roadClass, roadName } from '../road-words'
import { PICK_NOTHING, select } from '../selection'
import { Row } from './row'

export const keyOfRoad = ({ ref, name, class: road }: OpenRoad): string => ref ?? name ?? `class ${road}`

/** Roads that are exposed or lapsed, the longest first. */
export const RoadList = ({ roads, selected }: { roads: readonly OpenRoad[] | null; selected: string | null }) => {
  const words = useText(planner)
  const plan = useText(planWords)
  if (roads === null) return <Loading rows={6} />
  if (roads.length === 0) return <Empty why={plan.noRoads} />
  return (
    <ul className={styles.list}>
      {roads.map((road) => {
        const key = keyOfRoad(road)
        const picked = key === selected
        const named = road.ref !== null || road.name !== null
        const kind = roadClass(road.class, words)
        return (
          <Row
            key={key}
            picked={picked}
            onPick={() => select({ ...PICK_NOTHING, list: 'roads', road: picked ? null : key })}
          >
            <span className={styles.roadMark} data-lapsed={road.exposedMetres === 0 || undefined} aria-hidden="true" />
            <span className={styles.rowText}>
              <span className={styles.rowTitle}>{named ? roadName(road, words) : plan.otherRoads(kind)}</span>
              <span className={styles.rowNote}>
                {[
                  ...(named ? [kind] : []),
                  ...(road.exposedMetres > 0 ? [plan.exposed(kilometres(road.exposedMetres))] : []),
                  ...(road.lapsedMetres > 0 ? [plan.lapsed(kilometres(road.lapsedMetres))] : []),
                ].join(' · ')}
              </span>
            </span>
            <span className={styles.people}>{kilometres(road.exposedMetres + road.lapsedMetres)}</span>
          </Row>
        )
      })}
    </ul>
  )
}
