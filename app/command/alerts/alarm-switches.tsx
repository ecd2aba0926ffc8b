'use client'

import { alertWords } from '../../_text/alerts'
import { useText } from '../../_text/language'
import styles from './alarm-switches.module.css'
import type { useAlarm } from './use-alarm'

/** Sound and notifications of this browser; what keeps them from coming is said. */
export const AlarmSwitches = ({ sound, notify, switchSound, switchNotify }: ReturnType<typeof useAlarm>) => {
  const words = useText(alertWords)
  const hint = notify === 'denied' ? words.notifyDenied : notify === 'none' ? words.notifyNone : undefined
  return (
    <div className={styles.switches}>
      <button type="button" className={styles.switch} aria-pressed={sound} onClick={switchSound}>
        {sound ? words.soundOn : words.soundOff}
      </button>
      <button
        type="button"
        className={styles.switch}
        aria-pressed={notify === 'on'}
        aria-disabled={hint === undefined ? undefined : true}
        title={hint}
        onClick={switchNotify}
      >
        {notify === 'on' ? words.notifyOn : words.notifyOff}
      </button>
      {hint === undefined ? null : <span className="unseen">{hint}</span>}
    </div>
  )
}
