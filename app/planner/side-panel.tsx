'use client'

import type { ReactNode } from 'react'
import { useText } from '../_text/language'
import { planWords } from '../_text/planner-plan'
import { Button } from '../_ui/button'
import { Icon } from '../_ui/icons'
import styles from './editor.module.css'
import { select } from './selection'

/** Opens the panel where there is no room for it beside the map. */
export const PanelOpener = () => {
  const words = useText(planWords)
  return (
    <span className={styles.panelOpener}>
      <Button onClick={() => select({ panel: 'advice' })}>{words.showPanel}</Button>
    </span>
  )
}

/** The panel at the right; on a small screen it lies over the others, once asked for. */
export const SidePanel = ({ open, children }: { open: boolean; children: ReactNode }) => {
  const words = useText(planWords)
  return (
    <aside className={styles.panel} data-open={open || undefined} aria-label={words.panel}>
      <div className={styles.panelHead}>
        <button type="button" className={styles.panelClose} onClick={() => select({ panel: null })}>
          <Icon name="close" />
          {words.hidePanel}
        </button>
      </div>
      {children}
    </aside>
  )
}
