'use client'

import { dayAfter } from '#domain/reports/report-window'
import type { IndicatorDay } from '#protocol/indicator'
import { serverNow } from '../../../_live/live-store'
import { useResource } from '../../../_live/use-resource'
import { number } from '../../../_text/format'
import { useText } from '../../../_text/language'
import { reportTables } from '../../../_text/report-tables'
import { reports } from '../../../_text/reports'
import { useFailureWords } from '../../../_text/use-failure'
import { useFormat } from '../../../_text/use-format'
import { Empty, ErrorNote, Loading } from '../../../_ui/blank'
import { Button } from '../../../_ui/button'
import { TextField } from '../../../_ui/field'
import { dayOr } from '../../day-of-address'
import { goTo, useAddress } from '../address'
import frame from '../board.module.css'
import { mayFill } from '../may-fill'
import { ReportsFrame } from '../reports-frame'
import { AddIndicators } from './add-indicators'
import { IndicatorForm } from './indicator-form'
import styles from './indicators.module.css'

export const Indicators = () => <ReportsFrame>{(session) => <Day mayEnter={mayFill(session)} />}</ReportsFrame>

/** What is entered by hand for a day, beside what was the day before and what the places below entered. */
const Day = ({ mayEnter }: { mayEnter: boolean }) => {
  const words = useText(reportTables).indicators
  const board = useText(reports)
  const format = useFormat()
  const failureWords = useFailureWords()
  const today = format.date(serverNow())
  const date = dayOr(useAddress().get('date'), today)
  const { value, failure, reload, change } = useResource<IndicatorDay>(
    `/reports/indicators?date=${encodeURIComponent(date)}`,
  )
  const shown = value?.date === date ? value : null
  return (
    <main className={frame.main}>
      <header className={frame.head}>
        <div>
          <h1 className={frame.title}>{words.title(format.dayOf(date, today))}</h1>
          <p className={frame.hint}>{words.hint}</p>
        </div>
        <div className={frame.acts}>
          <Button onClick={() => goTo({ date: dayAfter(date, -1) })}>{board.dayBefore}</Button>
          <Button disabled={date >= today} onClick={() => goTo({ date: dayAfter(date, 1) })}>
            {board.dayAfter}
          </Button>
          <div className={frame.day}>
            <TextField
              label={board.date}
              type="date"
              value={date}
              max={today}
              onChange={(event) => goTo({ date: event.target.value || null })}
            />
          </div>
        </div>
      </header>
      {failure ? (
        <ErrorNote what={failureWords(failure, {}, { '/date': board.date })} onRetry={() => void reload()} />
      ) : null}
      {shown === null && !failure ? <Loading rows={6} /> : null}
      {shown?.indicators.length === 0 ? (
        <Empty why={words.none} hint={shown.mayDefine ? words.noneHint : words.noneFill} />
      ) : null}
      {shown !== null && shown.indicators.length > 0 ? (
        <>
          <Faults day={shown} />
          <IndicatorForm
            key={date}
            day={shown}
            mayEnter={mayEnter}
            onSaved={(next) => change(() => next)}
            onWithdrawn={() => void reload()}
          />
        </>
      ) : null}
      {shown?.mayDefine ? <AddIndicators day={shown} onAdded={() => void reload()} /> : null}
    </main>
  )
}

/** The sums that do not agree, each with both figures. */
const Faults = ({ day: { faults, indicators } }: { day: IndicatorDay }) => {
  const words = useText(reportTables).indicators
  const open = faults.filter(({ explained }) => !explained).length
  const name = (id: string) => indicators.find((one) => one.id === id)?.name ?? ''
  return (
    <div className={styles.faults} role="status">
      <p className={open > 0 ? styles.watch : styles.good}>{open > 0 ? words.faults(number(open)) : words.agree}</p>
      <ul>
        {faults.map(({ indicator, kind, of, is, should, explained }) => (
          <li key={`${indicator} ${kind} ${of}`} className={explained ? styles.explained : undefined}>
            {kind === 'cumulative'
              ? words.fault.cumulative(name(indicator), number(is), number(should))
              : words.fault[kind](name(indicator), words[of], number(is), number(should))}
            {explained ? ` · ${words.explained}` : null}
          </li>
        ))}
      </ul>
    </div>
  )
}
