'use client'

import { useText } from '../../_text/language'
import { tabletFever } from '../../_text/tablet-fever'
import { TabletIcon } from '../icons'
import styles from './fever-guide.module.css'

/** What to do now, and the two calls. */
export const FeverGuide = ({ steps }: { steps: readonly (readonly [string, string])[] }) => {
  const fever = useText(tabletFever)
  return (
    <>
      <ol className={styles.guide}>
        {steps.map(([what, how], at) => (
          <li key={what}>
            <i className={styles.bullet}>{at + 1}</i>
            <span>
              <b>{what}</b>
              <span>{how}</span>
            </span>
          </li>
        ))}
      </ol>
      <div className={styles.calls}>
        <a className={styles.call} href="tel:120">
          <TabletIcon name="phone" size={40} />
          <span>
            <b>120</b>
            {fever.call}
          </span>
        </a>
        <p className={`${styles.call} ${styles.told}`}>
          <TabletIcon name="sending" size={36} />
          <span>
            <b data-words="true">{fever.report}</b>
            <span className={styles.hint}>{fever.reportHint}</span>
          </span>
        </p>
      </div>
    </>
  )
}
