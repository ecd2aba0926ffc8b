'use client'

import { MINUTE_MS } from '#domain/instant'
import type { CheckpointPanel } from '#protocol/checkpoint-panel'
import { useServerNow } from '../../_live/use-live'
import { checkpoints as text } from '../../_text/checkpoints'
import { number } from '../../_text/format'
import { useText } from '../../_text/language'
import { useFormat } from '../../_text/use-format'
import { Icon } from '../../_ui/icons'
import { Part } from './part'
import styles from './whole.module.css'

/** Who is on duty since when, and what the point reported last. */
export const Duty = ({ panel: { duty, leader } }: { panel: CheckpointPanel }) => {
  const words = useText(text)
  const format = useFormat()
  const now = useServerNow(MINUTE_MS) ?? 0
  const { shifts, keepsShifts, report } = duty
  const said = report
    ? report.abnormal > 0
      ? words.abnormal(number(report.abnormal))
      : report.noTraffic
        ? words.noTraffic
        : words.nilReport
    : ''
  return (
    <>
      <Part title={words.duty} note={shifts[0] ? words.since(format.dayAndTime(shifts[0].since, now)) : ''}>
        {shifts.length === 0 ? (
          <p className={styles.quiet} data-urgent={keepsShifts || undefined}>
            {keepsShifts ? words.noDuty : words.noShifts}
          </p>
        ) : null}
        <ul className={styles.table}>
          {shifts.flatMap(({ id, people }) =>
            people.map(({ name, agency }) => (
              <li key={`${id} ${name}`} className={styles.pair}>
                <span className={styles.tablet}>
                  <Icon name="person" />
                  {name}
                </span>
                <span className={styles.tabletFacts}>{agency ?? ''}</span>
              </li>
            )),
          )}
        </ul>
        {leader === null ? (
          <p className={styles.quiet}>{words.noLeader}</p>
        ) : (
          <a className={styles.call} href={`tel:${leader.phone.replace(/[^\d+]/g, '')}`}>
            {words.call(leader.title === '' ? leader.name : `${leader.name} · ${leader.title}`, leader.phone)}
          </a>
        )}
      </Part>
      <Part title={words.report}>
        <p className={styles.line}>
          {report ? words.reportSaid(format.dayAndTime(report.at, now)) + said : words.reportNone}
        </p>
      </Part>
    </>
  )
}
