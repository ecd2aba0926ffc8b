'use client'

import { admin } from '../../_text/admin'
import { useText } from '../../_text/language'
import { RoadsImport } from '../../_ui/roads-import'
import { Work } from '../../_ui/work'
import styles from './roads.module.css'

export const Roads = () => {
  const words = useText(admin).roads
  return (
    <Work title={words.title}>
      <p className={styles.hint}>{words.hint}</p>
      <div className={styles.panel}>
        <RoadsImport />
      </div>
    </Work>
  )
}
