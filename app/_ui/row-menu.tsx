'use client'

import { type KeyboardEvent, useId, useRef } from 'react'
import { MoreIcon } from './icons'
import { magnification } from './magnification'
import styles from './row-menu.module.css'

interface RowAct {
  name: string
  hint?: string
  /** What ends something stands apart, in the colour of an alarm. */
  ending?: boolean
  onSelect: () => void
}

const GAP = 4

/**
 * The acts of a row behind ⋯. Arrows or Tab go through them, Esc or a press outside closes it (popover); it opens below,
 * or above near the foot.
 */
export const RowMenu = ({ label, acts }: { label: string; acts: readonly RowAct[] }) => {
  const id = useId()
  const button = useRef<HTMLButtonElement>(null)
  const menu = useRef<HTMLDivElement>(null)
  const place = () => {
    const at = button.current?.getBoundingClientRect()
    const panel = menu.current
    if (!at || !panel) return
    const by = magnification()
    const [top, bottom] = [at.top / by, at.bottom / by]
    panel.style.right = `${(document.documentElement.clientWidth - at.right) / by}px`
    const fits = bottom + GAP + panel.offsetHeight <= window.innerHeight / by
    panel.style.top = `${Math.max(GAP, fits ? bottom + GAP : top - GAP - panel.offsetHeight)}px`
  }
  const onArrow = (event: KeyboardEvent<HTMLButtonElement>) => {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
    event.preventDefault()
    const buttons = [...(menu.current?.querySelectorAll('button') ?? [])]
    const at = buttons.indexOf(event.currentTarget) + (event.key === 'ArrowDown' ? 1 : -1)
    buttons.at(at % buttons.length)?.focus()
  }
  return (
    <>
      <button ref={button} type="button" className={styles.more} popoverTarget={id} aria-label={label}>
        <MoreIcon />
      </button>
      <div
        ref={menu}
        id={id}
        popover="auto"
        className={styles.menu}
        onToggle={(event) => {
          if (event.newState !== 'open') return
          place()
          menu.current?.querySelector('button')?.focus()
        }}
      >
        {acts.map((act) => (
          <button
            key={act.name}
            type="button"
            className={`${styles.act} ${act.ending ? styles.ending : ''}`}
            onKeyDown={onArrow}
            onClick={() => {
              menu.current?.hidePopover()
              act.onSelect()
            }}
          >
            <span className={styles.name}>{act.name}</span>
            {act.hint ? <span className={styles.hint}>{act.hint}</span> : null}
          </button>
        ))}
      </div>
    </>
  )
}
