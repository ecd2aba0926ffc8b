'use client'

import { useCheckpoints, useClosures } from '../_live/use-live'
import { RoadMark } from '../_map/road-mark'
import { everyRoom } from '../_text/every-room'
import { useText } from '../_text/language'
import { CheckpointMark, CrossingMark } from '../_ui/glyph'
import { glyphOfState } from '../_ui/glyphs'
import styles from './wall.module.css'

const STATES = [
  ['alarm', 'alarm'],
  ['reporting', 'reporting'],
  ['quiet', 'quiet'],
  ['offline', 'offline'],
  ['unstaffed', 'unstaffed'],
  ['planned', 'planned'],
  ['withdrawn', 'closed'],
  ['closure', 'closure'],
] as const

/** What each shape that is there says, in a line under the map. */
export const WallLegend = () => {
  const shared = useText(everyRoom)
  const present = new Set<string>(useCheckpoints().map(({ state }) => glyphOfState(state)))
  if (useClosures().length > 0) present.add('closure')
  return (
    <ul className={styles.legend} data-over-map="panel">
      {STATES.filter(([glyph]) => present.has(glyph)).map(([glyph, state]) => (
        <li key={glyph} className={styles.legendItem}>
          <CheckpointMark state={glyph} />
          {shared.state[state]}
        </li>
      ))}
      <li className={styles.legendItem}>
        <CrossingMark state="unmonitored" />
        {shared.crossing.unmonitored}
      </li>
      {(['exposed', 'lapsed'] as const).map((state) => (
        <li key={state} className={styles.legendItem} data-road>
          <RoadMark state={state} />
          {shared.road[state]}
        </li>
      ))}
    </ul>
  )
}
