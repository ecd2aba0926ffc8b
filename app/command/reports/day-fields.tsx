'use client'

import { serverNow } from '../../_live/live-store'
import { useText } from '../../_text/language'
import { reports } from '../../_text/reports'
import { useFormat } from '../../_text/use-format'
import { TextField } from '../../_ui/field'
import { dayOr } from '../day-of-address'
import { goTo, useAddress } from './address'
import styles from './board.module.css'

/** The days that the address names, `YYYY-MM-DD`: today where it names none, one where no other begins them. */
export const useDays = (): { today: string; date: string; from: string } => {
  const address = useAddress()
  const today = useFormat().date(serverNow())
  const date = dayOr(address.get('date'), today)
  return { today, date, from: dayOr(address.get('from'), date) }
}

/** Where they are chosen. */
export const DayFields = () => {
  const words = useText(reports)
  const { today, date, from } = useDays()
  return (
    <>
      <div className={styles.day}>
        <TextField
          label={words.date}
          type="date"
          value={date}
          max={today}
          onChange={(event) => goTo({ date: event.target.value || null, from: null })}
        />
      </div>
      <div className={styles.day}>
        <TextField
          label={words.from}
          type="date"
          value={from === date ? '' : from}
          max={date}
          title={words.fromHint}
          onChange={(event) => goTo({ date, from: event.target.value || null })}
        />
      </div>
    </>
  )
}
