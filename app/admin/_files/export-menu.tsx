'use client'

import { useId, useRef } from 'react'
import { files } from '../../_text/files'
import { useText } from '../../_text/language'
import { Icon } from '../../_ui/icons'
import { magnification } from '../../_ui/magnification'
import styles from './files.module.css'

type Format = keyof (typeof files)['zh']['formats']

/** Links to one list in several formats behind one button; `path` is that of the list, `/staff`. */
export const ExportMenu = ({ path, formats }: { path: string; formats: readonly Format[] }) => {
  const words = useText(files)
  const id = useId()
  const button = useRef<HTMLButtonElement>(null)
  const menu = useRef<HTMLDivElement>(null)
  const place = () => {
    const at = button.current?.getBoundingClientRect()
    if (!at || !menu.current) return
    const by = magnification()
    menu.current.style.top = `${at.bottom / by + 4}px`
    menu.current.style.left = `${Math.min(at.left / by, window.innerWidth / by - menu.current.offsetWidth - 8)}px`
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
        {formats.map((format) => (
          <a key={format} href={`/api/v1${path}.${format}`} download onClick={() => menu.current?.hidePopover()}>
            {words.formats[format]}
          </a>
        ))}
      </div>
    </>
  )
}
