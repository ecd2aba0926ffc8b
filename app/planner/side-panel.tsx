'use client'

import type { ReactNode } from 'react'
import { useText } from '../_text/language'
import { planWords } from '../_text/planner-plan'
import { Button } from '../_ui/button'
import { Icon } from '../_ui/icons'
import styles from './editor.module.css'
import { select } from './selection'

/** The panel at the right; where there is no room for it beside the map it lies over it, once asked for. */
export const SidePanel = ({ open, children }: { open: boolean; children: ReactNode }) => {
  const words = useText(planWords)
  return (
    <>
      {open ? null : (
        <div className={styles.panelOpener}>
          <Button onClick={() => select({ panel: 'compare' })}>{words.showPanel}</Button>
        </div>
      )}
      <aside className={styles.panel} data-open={open || undefined} aria-label={words.panel}>
        <div className={styles.panelHead}>
          <button type="button" className={styles.panelClose} onClick={() => select({ panel: null })}>
            <Icon name="close" />
            {words.hidePanel}
          </button>
        </div>
        {children}
      </aside>
    </>
  )
}
