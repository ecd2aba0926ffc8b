'use client'

import type { CrossingGroup } from '#domain/coverage/crossing-groups'
import { nearestRoad } from '../_map/nearest-road'
import type { RoadNetwork } from '../_map/road-network'
import { everyRoom } from '../_text/every-room'
import { useText } from '../_text/language'
import { planWords } from '../_text/planner-plan'
import { Button } from '../_ui/button'
import { nameOfPost, stateOfPost } from './_editor/post-markers'
import { useCloseRoad } from './_editor/use-close-road'
import { addPoint, type Plan, remove, switchOff, switchOn, toggleLift } from './_plan/plan'
import { changePlan } from './_plan/plan-store'
import { type Post, works } from './_plan/post'
import styles from './planner.module.css'

/** World px around a crossing in which its road begins: the line itself is where the road was cut. */
const CROSSING_REACH = 0.001

/** A point, or a closure, at every road that enters there. */
export const CrossingActs = ({ group, network }: { group: CrossingGroup; network: RoadNetwork }) => {
  const words = useText(planWords)
  const closeRoad = useCloseRoad(network)
  const roads = group.members.flatMap(({ lng, lat }) => nearestRoad(network, lng, lat, CROSSING_REACH) ?? [])
  return (
    <div className={styles.acts}>
      <Button look="primary" onClick={() => changePlan((plan) => roads.reduce(addPoint, plan))}>
        {words.act.addHere}
      </Button>
      <Button onClick={() => roads.forEach(closeRoad)}>{words.act.closeHere}</Button>
    </div>
  )
}

/** How a post stands, and what the plan may make of it. */
export const PostDetail = ({ post }: { post: Post }) => {
  const words = useText(planWords)
  const shared = useText(everyRoom)
  const movable = post.change !== 'removed' && (post.kind === 'checkpoint' || post.change === 'closed')
  return (
    <section className={styles.detail} aria-label={words.pointDetail}>
      <h2 className={styles.detailTitle}>{nameOfPost(post, words)}</h2>
      <p className={styles.quiet}>{stateOfPost(post, shared, words)}</p>
      {post.notes.map((note) => (
        <p key={note} className={styles.quiet}>
          {note}
        </p>
      ))}
      <div className={styles.acts}>
        {actsOf(post, words).map(({ word, make }) => (
          <Button key={word} onClick={() => changePlan(make)}>
            {word}
          </Button>
        ))}
      </div>
      {movable ? <p className={styles.keys}>{words.moveHint}</p> : null}
    </section>
  )
}

const actsOf = (post: Post, words: (typeof planWords)['zh']): { word: string; make: (plan: Plan) => Plan }[] => {
  const { id, kind, change } = post
  const { act } = words
  const takeAway = (plan: Plan) => remove(plan, id)
  if (change === 'new' || change === 'closed') return [{ word: act.takeBack, make: takeAway }]
  if (kind === 'closure')
    return [{ word: change === 'lifted' ? act.liftUndo : act.lift, make: (plan) => toggleLift(plan, id) }]
  const off = { word: change === 'off' ? act.offUndo : act.off, make: (plan: Plan) => switchOff(plan, id) }
  const on = { word: change === 'on' ? act.onUndo : act.on, make: (plan: Plan) => switchOn(plan, id) }
  return [
    works(post) || change === 'moved' ? off : on,
    { word: change === 'removed' ? act.removeUndo : act.remove, make: takeAway },
  ]
}
