'use client'

import { useConnection } from '../_live/use-live'
import { everyRoom } from '../_text/every-room'
import { useText } from '../_text/language'
import { useFormat } from '../_text/use-format'
import styles from './editor.module.css'

/** Since when the live picture is lost; what is shown stays, and what-ifs go on by what was last known. */
export const LostNote = () => {
  const connection = useConnection()
  const words = useText(everyRoom)
  const { time } = useFormat()
  if (connection.phase !== 'lost') return null
  return <span className={styles.lost}>{words.lostSince(time(connection.since))}</span>
}
