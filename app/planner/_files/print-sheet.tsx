'use client'

import { type CrossingGroup, splitGroups } from '#domain/coverage/crossing-groups'
import { serverNow } from '../../_live/live-store'
import { everyRoom } from '../../_text/every-room'
import { number } from '../../_text/format'
import { useText } from '../../_text/language'
import { planner } from '../../_text/planner'
import { exportWords } from '../../_text/planner-export'
import { planWords } from '../../_text/planner-plan'
import { useFormat } from '../../_text/use-format'
import { nameOfPost, stateOfPost } from '../_editor/post-markers'
import { CrossingLegend } from '../_editor/road-legend'
import type { Post } from '../_plan/post'
import { CompareTable } from '../compare-panel'
import type { Coverage } from '../coverage-data'
import { roadClass, roadName } from '../road-words'
import type { Layer } from '../selection'
import styles from './print.module.css'

/** Head, list and figures of the printed page: A3, beside the map. On a screen it is not there. */
export const PrintSheet = ({
  county,
  layer,
  now,
  tried,
  groups,
  posts,
  attribution,
}: {
  county: string
  layer: Layer
  now: Coverage
  tried: Coverage | null
  groups: readonly CrossingGroup[]
  posts: readonly Post[]
  attribution: string
}) => {
  const words = useText(exportWords)
  const road = useText(planner)
  const plan = useText(planWords)
  const shared = useText(everyRoom)
  const { date, time } = useFormat()
  const changed = posts.filter(({ change }) => change !== null)
  const at = serverNow()
  return (
    <div className={styles.sheet} aria-hidden="true">
      <header className={styles.head}>
        <p className={styles.title}>
          {county} {layer === 'now' ? words.sheet : words.planSheet}
        </p>
        <p>{words.at(`${date(at)} ${time(at)}`)}</p>
      </header>
      <div className={styles.tables}>
        <p className={styles.subtitle}>{words.figures}</p>
        <CompareTable now={now} tried={tried} heading={layer === 'planned' ? plan.layer.planned : plan.comparePlan} />
        <p className={styles.subtitle}>{words.crossings}</p>
        <CrossingLegend />
        <table className={styles.table}>
          <thead>
            <tr>
              <th>{words.road}</th>
              <th>{words.state}</th>
              <th>{words.people}</th>
            </tr>
          </thead>
          <tbody>
            {splitGroups(groups).open.map(({ id, lead, state, population }) => (
              <tr key={id}>
                <td>
                  {roadName(lead.road, road)} {roadClass(lead.road.class, road)}
                </td>
                <td>{shared.crossing[state]}</td>
                <td className={styles.number}>{number(population)}</td>
              </tr>
            ))}
          </tbody>
        </table>
        {changed.length > 0 ? (
          <>
            <p className={styles.subtitle}>{words.posts}</p>
            <table className={styles.table}>
              <tbody>
                {changed.map((post) => (
                  <tr key={post.key}>
                    <td>{nameOfPost(post, plan)}</td>
                    <td>{stateOfPost(post, shared, plan)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </>
        ) : null}
      </div>
      <footer className={styles.foot}>
        {words.internal} · {attribution}
      </footer>
    </div>
  )
}
