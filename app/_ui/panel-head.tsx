'use client'

import { everyRoom } from '../_text/every-room'
import { useText } from '../_text/language'
import { Button } from './button'
import { Icon } from './icons'
import styles from './panel-head.module.css'

export const PanelHead = ({ title, onClose }: { title: string; onClose: () => void }) => {
  const common = useText(everyRoom)
  return (
    <header className={styles.head}>
      <h2>{title}</h2>
      <Button look="quiet" onClick={onClose} aria-label={common.close}>
        <Icon name="close" />
      </Button>
    </header>
  )
}
