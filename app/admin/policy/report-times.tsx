'use client'

import { everyRoom } from '../../_text/every-room'
import { useText } from '../../_text/language'
import { policy } from '../../_text/policy'
import { Button } from '../../_ui/button'
import { Icon } from '../../_ui/icons'
import styles from './policy.module.css'

/** 18:00 of 18:00, 1800 or 8; null where it is no time. Browsers' own fields show AM and PM where their language does. */
const timeOfDay = (typed: string): string | null => {
  const [, hour = '', minute = ''] = /^(\d{1,2}):?(\d{2})?$/.exec(typed.normalize('NFKC').trim()) ?? []
  const time = `${hour.padStart(2, '0')}:${minute.padStart(2, '0')}`
  return /^(?:[01]\d|2[0-3]):[0-5]\d$/.test(time) ? time : null
}

/** Times of day by which each checkpoint's report is due. */
export const ReportTimes = ({
  reports,
  onChange,
}: {
  reports: readonly string[]
  onChange: (reports: string[]) => void
}) => {
  const words = useText(policy)
  const common = useText(everyRoom)
  const put = (index: number, time: string) => onChange(reports.map((one, at) => (at === index ? time : one)).sort())
  // The first hour that is free, so that no two are the same.
  const free = ['18:00', '08:00', '12:00', '22:00', '00:00'].find((time) => !reports.includes(time))
  return (
    <fieldset className={styles.list}>
      <legend>{words.times.reports}</legend>
      {reports.map((time, index) => (
        <div key={time} className={styles.listRow}>
          <input
            inputMode="numeric"
            size={6}
            className={styles.input}
            aria-label={words.times.reports}
            defaultValue={time}
            onBlur={(event) => {
              const typed = timeOfDay(event.target.value)
              if (typed === null || reports.includes(typed)) event.target.value = time
              else put(index, typed)
            }}
          />
          <Button
            look="quiet"
            aria-label={`${words.remove} ${time}`}
            title={common.close}
            onClick={() => onChange(reports.filter((one) => one !== time))}
          >
            <Icon name="close" />
          </Button>
        </div>
      ))}
      {free === undefined ? null : (
        <Button onClick={() => onChange([...reports, free].sort())}>
          <Icon name="plus" />
          {words.times.addReport}
        </Button>
      )}
    </fieldset>
  )
}
