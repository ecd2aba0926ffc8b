'use client'

import { useId, useRef } from 'react'
import { useText } from '../../_text/language'
import { places } from '../../_text/places'
import { Icon } from '../../_ui/icons'
import styles from './checkpoints.module.css'

const FORMATS = ['xlsx', 'csv', 'geojson'] as const

/** Three links behind one button. */
export const ExportMenu = () => {
  const words = useText(places)
  const id = useId()
  const button = useRef<HTMLButtonElement>(null)
  const menu = useRef<HTMLDivElement>(null)
  const place = () => {
    const at = button.current?.getBoundingClientRect()
    if (!at || !menu.current) return
    menu.current.style.top = `${at.bottom + 4}px`
    menu.current.style.left = `${Math.min(at.left, window.innerWidth - menu.current.offsetWidth - 8)}px`
  }
  return (
    <>
      <button ref={button} type="button" className={styles.exportButton} popoverTarget={id}>
        {words.export}
        <Icon name="down" />
      </button>
      <div
        ref={menu}
        id={id}
        popover="auto"
        className={styles.exportMenu}
        onToggle={(event) => event.newState === 'open' && place()}
      >
        {FORMATS.map((format) => (
          <a key={format} href={`/api/v1/checkpoints.${format}`} download onClick={() => menu.current?.hidePopover()}>
            {words.formats[format]}
          </a>
        ))}
      </div>
    </>
  )
}
