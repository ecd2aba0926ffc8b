'use client'

import { useText } from '../_text/language'
import { tabletDevice } from '../_text/tablet-device'
import { Ground } from '../_ui/ground'
import keyStyles from './_keys/keys.module.css'
import styles from './tablet-screen.module.css'

/** A mistake of ours: what was saved and typed lies in IndexedDB, and the page is opened anew on it. */
export default function TabletError() {
  const words = useText(tabletDevice).crashed
  return (
    <Ground ground="sun">
      <main className={styles.blank}>
        <h1>{words.title}</h1>
        <p>{words.hint}</p>
        <button type="button" className={keyStyles.primary} onClick={() => location.reload()}>
          {words.again}
        </button>
      </main>
    </Ground>
  )
}
