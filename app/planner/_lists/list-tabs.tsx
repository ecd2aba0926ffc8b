'use client'

import { type CrossingGroup, splitGroups } from '#domain/coverage/crossing-groups'
import { useText } from '../../_text/language'
import { planner } from '../../_text/planner'
import { planWords } from '../../_text/planner-plan'
import type { Post } from '../_plan/post'
import type { Coverage } from '../coverage-data'
import styles from '../planner.module.css'
import { type ListName, select } from '../selection'

/** What the list is of, each with how much of it wants something. */
export const ListTabs = ({
  list,
  groups,
  coverage,
  posts,
}: {
  list: ListName
  groups: readonly CrossingGroup[]
  coverage: Coverage
  posts: readonly Post[]
}) => {
  const words = useText(planner)
  const plan = useText(planWords)
  const inside = coverage.places.filter(({ state }) => state !== 'outside')
  const reachable = inside.filter(({ state }) => state === 'exposed' || state === 'lapsed').length
  const closures = posts.filter(({ kind }) => kind === 'closure').length
  const changed = posts.filter(({ change }) => change !== null).length
  const tab = (name: ListName, label: string, note: string) => (
    <button
      type="button"
      role="tab"
      aria-selected={list === name}
      className={styles.tab}
      onClick={() => select({ list: name })}
    >
      <span>{label}</span>
      <span className={styles.tabNote}>{note}</span>
    </button>
  )
  return (
    <div className={styles.tabs} role="tablist">
      {tab('crossings', words.crossings(groups.length), words.toGuard(splitGroups(groups).open.length))}
      {tab('places', words.places(inside.length), words.reachable(reachable))}
      {tab('points', plan.points(posts.length - closures), plan.pointsNote(closures, changed))}
      {tab('roads', plan.roads, coverage.roads === null ? '' : plan.roadsNote(coverage.roads.length))}
    </div>
  )
}
