'use client'

import Link from 'next/link'
import { useResource } from '../../_live/use-resource'
import { number, plate } from '../../_text/format'
import { useText } from '../../_text/language'
import { searchWords } from '../../_text/search'
import { useFailureWords } from '../../_text/use-failure'
import { useFormat } from '../../_text/use-format'
import { ErrorNote, Loading } from '../../_ui/blank'
import styles from './search.module.css'

interface Passage {
  entry: string
  checkpoint: string
  name: string
  countedAt: string
}

interface Companion {
  plate: string
  passages: number
  checkpoints: number
}

/** A vehicle's passages in order, each a link to its point on the map, and who passed with it. */
export const TrajectoryShown = ({ id }: { id: string }) => {
  const words = useText(searchWords).trajectory
  const failureWords = useFailureWords()
  const format = useFormat()
  const way = useResource<{ plate: string; passages: Passage[] }>(`/trajectories/${id}`)
  const near = useResource<{ companions: Companion[] }>(`/trajectories/${id}/companions?minutes=5`)
  if (way.failure) return <ErrorNote what={failureWords(way.failure)} onRetry={() => void way.reload()} />
  if (way.value === null) return <Loading />
  const { passages } = way.value
  return (
    <>
      <h3 className={styles.panelHeading}>
        {words.passages} · {plate(way.value.plate)}
      </h3>
      {passages.length === 0 ? <p className={styles.hint}>{words.noPassages}</p> : null}
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
