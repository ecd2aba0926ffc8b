'use client'

import dynamic from 'next/dynamic'
import { alarmsByCheckpoint } from '../_live/alert-order'
import type { Session } from '../_live/session'
import { useAlerts, useCoverage } from '../_live/use-live'
import { useResource } from '../_live/use-resource'
import { useMapData } from '../_map/map-data'
import { useText } from '../_text/language'
import { wall } from '../_text/wall'
import { Empty, Loading } from '../_ui/blank'
import { useStable } from '../_ui/stable'
import { useAskAgain } from './use-ask-again'
import styles from './wall.module.css'
import { WallActs } from './wall-acts'
import { WallAlerts } from './wall-alerts'
import type { WallData } from './wall-data'
import { WallFigures } from './wall-figures'
import { WallHead } from './wall-head'
import { WallHours } from './wall-hours'
import { WallLegend } from './wall-legend'

const WallMap = dynamic(() => import('./wall-map').then((module) => module.WallMap), { ssr: false })

const REFRESH_MS = 10_000

/** What can be seen from five metres: the day's figures, where the trouble is, what waits and how long. */
export const WallRoom = ({ session }: { session: Session }) => {
  const words = useText(wall)
  const county = session.user.jurisdiction.name
  const alerts = useAlerts()
  const coverage = useCoverage()
  const { state: map, retry } = useMapData(coverage?.network ?? null)
  const { value } = useResource<WallData>('/wall', REFRESH_MS)
  const counted = alarmsByCheckpoint(alerts)
  const alarms = useStable(counted, (counts) => JSON.stringify([...counts]))
  useAskAgain(map.phase === 'failed', retry)
  return (
    <main className={styles.wall}>
      <WallHead county={county} />
      <WallFigures />
      <div className={styles.map}>
        {map.phase === 'ready' ? <WallMap data={map.data} county={county} alarms={alarms} /> : null}
        {map.phase === 'loading' ? <Loading rows={6} /> : null}
        {map.phase === 'failed' ? <Empty why={words.mapFailed} /> : null}
        {map.phase === 'none' ? <Empty why={words.noRoads} /> : null}
        <WallLegend />
      </div>
      <WallAlerts alerts={alerts} subjects={value?.subjects ?? null} />
      <WallHours hours={value?.hours ?? null} />
      <WallActs session={session} />
    </main>
  )
}
