'use client'

import { memo } from 'react'
import { useText } from '../../_text/language'
import { tablet } from '../../_text/tablet'
import type { FormAct } from '../_entry/form-shape'
import { TabletIcon } from '../icons'
import keyStyles from './keys.module.css'
import styles from './reading-pad.module.css'

interface ReadingPadProps {
  act: (act: FormAct) => void
  /** The figure is how many people there are: there is nothing to measure it by. */
  counting?: boolean
}

/** Three keys a reading; what cannot be measured has its own. */
export const ReadingPad = memo(({ act, counting = false }: ReadingPadProps) => {
  const words = useText(tablet)
  const digit = (value: string) => (
    <button
      key={value}
      type="button"
      className={`${keyStyles.key} ${keyStyles.digit}`}
      onClick={() => act({ type: 'digit', digit: value })}
    >
      {value}
    </button>
  )
  const soft = `${keyStyles.key} ${keyStyles.soft}`
  return (
    <div className={styles.pad}>
      {['1', '2', '3'].map(digit)}
      {counting ? (
        <button
          type="button"
          className={`${soft} ${styles.tall} ${styles.whole}`}
          onClick={() => act({ type: 'focus', focus: { at: 'person', index: 0 } })}
        >
          {words.toReadings}
        </button>
      ) : (
        <button type="button" className={`${soft} ${styles.tall}`} onClick={() => act({ type: 'unmeasurable' })}>
          {words.unmeasurable}
        </button>
      )}
      {['4', '5', '6', '7', '8', '9'].map(digit)}
      {counting ? null : (
        <button type="button" className={`${soft} ${styles.tall}`} onClick={() => act({ type: 'other-site' })}>
          {words.otherSite}
        </button>
      )}
      <button type="button" className={soft} onClick={() => act({ type: 'digit-clear' })}>
        {words.clear}
      </button>
      {digit('0')}
      <button type="button" className={soft} aria-label={words.backspace} onClick={() => act({ type: 'digit-back' })}>
        <TabletIcon name="backspace" size={34} />
      </button>
    </div>
  )
})
