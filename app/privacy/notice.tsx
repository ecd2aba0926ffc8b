'use client'

import type { Retention } from '#domain/privacy/retention'
import { useText } from '../_text/language'
import { privacy } from '../_text/privacy'
import styles from './notice.module.css'

/** 个人信息收集告知: one A4 page for the point, with lines to fill in by hand. Seen on paper alone. */
export const Notice = ({ place, days }: { place: string; days: Retention }) => {
  const { notice } = useText(privacy)
  const { points } = notice
  const rows = [
    [points.what, points.whatText],
    [points.why, points.whyText],
    [points.who, points.whoText],
    [points.how, points.howText(String(days.persons), String(days.plates), String(days.health))],
    [points.rights, points.rightsText],
  ]
  return (
    <section className={styles.notice}>
      <h1 className={styles.title}>{notice.title}</h1>
      <p className={styles.who}>{notice.who(place)}</p>
      <dl>
        {rows.map(([head, line]) => (
          <div key={head} className={styles.point}>
            <dt>{head}</dt>
            <dd>{line}</dd>
          </div>
        ))}
      </dl>
      <p className={styles.basis}>{notice.basis}</p>
      <dl>
        {[notice.office, notice.phone, notice.date].map((line) => (
          <div key={line} className={styles.line}>
            <dt>{line}</dt>
            <dd />
          </div>
        ))}
      </dl>
    </section>
  )
}
