'use client'

import dynamic from 'next/dynamic'
import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { useResource } from '../../_live/use-resource'
import { number, plate } from '../../_text/format'
import { useText } from '../../_text/language'
import { searchWords } from '../../_text/search'
import { useFailureWords } from '../../_text/use-failure'
import { useFormat } from '../../_text/use-format'
import { ErrorNote, Loading } from '../../_ui/blank'
import styles from './search.module.css'
import type { Passage } from './way-stops'

const WayMap = dynamic(() => import('./way-map').then((module) => module.WayMap), { ssr: false })

/** Minutes before and after that somebody may have passed to have travelled with it. */
const WITHIN = [2, 5, 10, 30, 60] as const

interface Companion {
  plate: string
  passages: number
  checkpoints: number
}

/** A vehicle's passages on the map and in order, each a link to its point in the live room, and who passed with it. */
export const TrajectoryShown = ({ id }: { id: string }) => {
  const words = useText(searchWords).trajectory
  const failureWords = useFailureWords()
  const format = useFormat()
  const way = useResource<{ plate: string; passages: Passage[] }>(`/trajectories/${id}`)
  const [within, setWithin] = useState<number>(5)
  const router = useRouter()
  const near = useResource<{ companions: Companion[] }>(`/trajectories/${id}/companions?minutes=${within}`)
  if (way.failure) return <ErrorNote what={failureWords(way.failure)} onRetry={() => void way.reload()} />
  if (way.value === null) return <Loading />
  const { passages } = way.value
  const toPoint = (checkpoint: string) => router.push(`/command?checkpoint=${encodeURIComponent(checkpoint)}`)
  return (
    <>
      <h3 className={styles.panelHeading}>
        {words.passages} · {plate(way.value.plate)}
      </h3>
      {passages.length === 0 ? <p className={styles.hint}>{words.noPassages}</p> : null}
      {passages.length > 0 ? <WayMap passages={passages} onStop={toPoint} /> : null}
      <ol className={styles.way}>
        {passages.map((one) => (
          <li key={one.entry} className={styles.stop}>
            <Link href={`/command?checkpoint=${encodeURIComponent(one.checkpoint)}`} prefetch={false}>
              {one.name}
            </Link>
            <time className={styles.hint} dateTime={one.countedAt}>
              {format.date(one.countedAt)} {format.time(one.countedAt)}
            </time>
          </li>
        ))}
      </ol>
      <h3 className={styles.panelHeading}>{words.companions}</h3>
      <label className={styles.within}>
        {words.within}
        <select value={within} onChange={(event) => setWithin(Number(event.target.value))}>
          {WITHIN.map((minutes) => (
            <option key={minutes} value={minutes}>
              {words.minutes(minutes)}
            </option>
          ))}
        </select>
      </label>
      {near.failure ? <ErrorNote what={failureWords(near.failure)} onRetry={() => void near.reload()} /> : null}
      {near.value?.companions.length === 0 ? <p className={styles.hint}>{words.noCompanions}</p> : null}
      <ul className={styles.permits}>
        {(near.value?.companions ?? []).map((one) => (
          <li key={one.plate} className={styles.permit}>
            <span className={styles.plateCell}>{plate(one.plate)}</span>
            <span className={styles.hint}>{words.times(number(one.passages), number(one.checkpoints))}</span>
          </li>
        ))}
      </ul>
    </>
  )
}
