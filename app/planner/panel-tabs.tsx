'use client'

import { useText } from '../_text/language'
import { adviceWords } from '../_text/planner-advice'
import styles from './editor.module.css'
import { PANELS, type PanelName, select } from './selection'

/** What the panel at the right is about. */
export const PanelTabs = ({ shown }: { shown: PanelName }) => {
  const words = useText(adviceWords)
  return (
    <div className={styles.panelTabs} role="tablist" aria-label={words.panels}>
      {PANELS.map((one) => (
        <button
          key={one}
          type="button"
          role="tab"
          aria-selected={one === shown}
          className={styles.panelTab}
          onClick={() => select({ panel: one })}
        >
          {words.panel[one]}
        </button>
      ))}
    </div>
  )
}
