'use client'

import type { CrossingGroup } from '#domain/coverage/crossing-groups'
import type { PlaceResult } from '#domain/coverage/result'
import type { WhatIf } from '#domain/coverage/what-if'
import type { RoadNetwork } from '../_map/road-network'
import { everyRoom } from '../_text/every-room'
import { number } from '../_text/format'
import { useText } from '../_text/language'
import { planner } from '../_text/planner'
import { adviceWords } from '../_text/planner-advice'
import { planWords } from '../_text/planner-plan'
import { useFormat } from '../_text/use-format'
import { Button } from '../_ui/button'
import { type Asked, togglePlace } from './_advice/asked'
import { nameOfPost } from './_editor/post-markers'
import { type Post, postOfCode } from './_plan/post'
import { Bypass } from './bypass'
import { placeKey, placesBehind } from './picked'
import { CrossingActs, PostDetail } from './plan-detail'
import styles from './planner.module.css'
import { roadClass, roadName } from './road-words'
import { select } from './selection'

/** What is known of the crossing or place that is picked: who is behind it, and by which way. */
export const Detail = ({
  group,
  place,
  post,
  groups,
  places,
  asked,
  plan,
  posts,
  network,
}: {
  group: CrossingGroup | null
  asked: Asked
  /** What the layer lays over what stands. */
  plan: WhatIf
  place: PlaceResult | null
  post: Post | null
  posts: readonly Post[]
  groups: readonly CrossingGroup[]
  places: readonly PlaceResult[]
  /** Null until the map has it. */
  network: RoadNetwork | null
}) => {
  const words = useText(planner)
  if (post !== null) return <PostDetail post={post} />
  if (place !== null) return <PlaceDetail place={place} groups={groups} asked={asked} plan={plan} />
  if (group !== null)
    return (
      <CrossingDetail group={group} places={places} groups={groups} posts={posts} network={network} whatIf={plan} />
    )
  return (
    <div className={styles.detail}>
      <p className={styles.quiet}>{words.nothingSelected}</p>
      <p className={styles.keys}>{words.keys}</p>
    </div>
  )
}

const CrossingDetail = ({
  group,
  places,
  groups,
  posts,
  network,
  whatIf,
}: {
  group: CrossingGroup
  whatIf: WhatIf
  posts: readonly Post[]
  places: readonly PlaceResult[]
  groups: readonly CrossingGroup[]
  network: RoadNetwork | null
}) => {
  const words = useText(planner)
  const shared = useText(everyRoom)
  const plan = useText(planWords)
  const format = useFormat()
  const behind = placesBehind(places, group)
  const codes = [...new Set(group.members.flatMap((member) => member.checkpoints))]
  const names = codes.map((code) => {
    const post = postOfCode(posts, code)
    return post ? nameOfPost(post, plan) : code
  })
  const first = behind[0]
  return (
    <section className={styles.detail} aria-label={words.detail}>
      <h2 className={styles.detailTitle}>{roadName(group.lead.road, words)}</h2>
      <p className={styles.quiet}>
        {shared.crossing[group.state]} · {roadClass(group.lead.road.class, words)}
      </p>
      {names.length > 0 ? <p>{words.guardedBy(format.list(names))}</p> : null}
      {group.lead.rank === null ? null : (
        <p>{behind.length === 0 ? words.nobodyBehind : words.behind(behind.length, number(group.population))}</p>
      )}
      {network ? <CrossingActs group={group} network={network} /> : null}
      {first ? <Bypass place={first} groups={groups} plan={whatIf} /> : null}
      {behind.length > 1 ? (
        <ul className={styles.behind}>
          {behind.map((one) => (
            <li key={placeKey(one)}>
              <button type="button" className={styles.behindRow} onClick={() => select({ place: placeKey(one) })}>
                <span>{one.name}</span>
                <span className={styles.rowNote}>{words.persons(number(one.population))}</span>
              </button>
            </li>
          ))}
        </ul>
      ) : null}
    </section>
  )
}

const PlaceDetail = ({
  place,
  groups,
  asked,
  plan,
}: {
  place: PlaceResult
  groups: readonly CrossingGroup[]
  asked: Asked
  plan: WhatIf
}) => {
  const words = useText(planner)
  const advice = useText(adviceWords)
  const key = placeKey(place)
  const isAsked = asked.places?.includes(key) ?? false
  return (
    <section className={styles.detail} aria-label={words.placeDetail}>
      <h2 className={styles.detailTitle}>{place.name}</h2>
      <p className={styles.quiet}>
        {words.place[place.state]} · {words.persons(number(place.population))}
      </p>
      <div className={styles.acts}>
        <Button onClick={() => select({ ask: togglePlace(asked, key), area: null, panel: 'advice' })}>
          {isAsked ? advice.protectUndo : advice.protect}
        </Button>
      </div>
      {place.bypass ? <Bypass place={place} groups={groups} plan={plan} /> : null}
      {place.state === 'monitored' ? <p>{words.safe}</p> : null}
      {place.state === 'unreachable' ? <p>{words.cutOff}</p> : null}
    </section>
  )
}
