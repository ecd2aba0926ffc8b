'use client'

import { dayAfter } from '#domain/reports/report-window'
import type { DailyBoard, ResponseTimes } from '#protocol/report'
import type { Session } from '../../_live/session'
import { useResource } from '../../_live/use-resource'
import { number } from '../../_text/format'
import { useLanguage, useText } from '../../_text/language'
import { reports } from '../../_text/reports'
import { useFailureWords } from '../../_text/use-failure'
import { useFormat } from '../../_text/use-format'
import { Empty, ErrorNote, Loading } from '../../_ui/blank'
import { Button, ButtonLink } from '../../_ui/button'
import { goTo } from './address'
import styles from './board.module.css'
import { BoardFigures } from './board-figures'
import { BoardTable } from './board-table'
import { DayFields, useDays } from './day-fields'
import { IssuedOf } from './issued'
import { mayDecide } from './may-fill'
import { ReportsFrame } from './reports-frame'
import { Response } from './response'

const REFRESH_MS = 30_000

/** Who has reported, who sent zero, who is missing, and what was counted: of one day or of several. */
export const Board = () => <ReportsFrame>{(session) => <BoardOfDay session={session} />}</ReportsFrame>

const BoardOfDay = ({ session }: { session: Session }) => {
  const words = useText(reports)
  const language = useLanguage()
  const format = useFormat()
  const failureWords = useFailureWords()
  const { today, date, from } = useDays()
  const query = new URLSearchParams({ date, from }).toString()
  const { value, failure, reload } = useResource<DailyBoard>(`/reports/daily?${query}`, REFRESH_MS)
  const response = useResource<ResponseTimes>(`/reports/response-times?${query}`)
  const board = value?.date === date && value.from === from ? value : null
  const named = (day: string) => format.dayOf(day, today)
  const title = from === date ? words.day(named(date)) : words.days(named(from), named(date))
  const move = (days: number) => goTo({ date: dayAfter(date, days), from: from === date ? null : dayAfter(from, days) })
  const file = (kind: string) => `/api/v1/reports/daily.${kind}?${query}&language=${language}`
  return (
    <main className={styles.main}>
      <header className={styles.head}>
        <div className={styles.titles}>
          <h1 className={styles.title}>
            <span className={styles.printed}>{session.user.jurisdiction.name} </span>
            {title}
          </h1>
          {board ? (
            <p className={styles.hint}>
              {words.period(
                format.dayAndTime(board.window.from, board.window.to),
                format.dayAndTime(board.window.to, board.window.from),
              )}{' '}
              ·{' '}
              {words.upTo(
                format.dayAndTime(Math.min(Date.parse(board.asOf), Date.parse(board.window.to)), board.window.to),
              )}
            </p>
          ) : null}
        </div>
        <div className={styles.acts}>
          <Button onClick={() => move(-1)}>{words.dayBefore}</Button>
          <Button disabled={date >= today} onClick={() => move(1)}>
            {words.dayAfter}
          </Button>
          <DayFields />
          <span className={styles.files}>
            <a className={styles.file} href={file('docx')} download>
              Word
            </a>
            <a className={styles.file} href={file('xlsx')} download>
              Excel
            </a>
            <a className={styles.file} href={file('csv')} download>
              CSV
            </a>
            <Button onClick={() => window.print()}>{words.print}</Button>
          </span>
        </div>
      </header>
      {failure ? (
        <ErrorNote
          what={failureWords(failure, {}, { '/date': words.date, '/from': words.from })}
          onRetry={() => void reload()}
        />
      ) : null}
      {board === null && !failure ? <Loading rows={8} /> : null}
      {board !== null && board.rows.length === 0 ? (
        <Empty why={words.none} hint={words.noneHint}>
          <ButtonLink href="/command">{words.checkpoints}</ButtonLink>
        </Empty>
      ) : null}
      {board !== null && board.rows.length > 0 ? (
        <>
          <BoardFigures board={board} />
          <BoardTable
            board={board}
            mayUrge={mayDecide(session)}
            seesRoom={session.user.role !== 'reporter'}
            onUrged={() => void reload()}
          />
          <Waiting board={board} />
          {response.value ? <Response times={response.value} /> : null}
          <footer className={styles.foot}>
            <IssuedOf date={date} from={from} />
            {board.since === null ? null : <p>{words.since(format.date(board.since))}</p>}
            <p className={styles.hash}>
              {board.head === null ? words.auditNone : words.audit(number(board.head.number), board.head.hash)}
            </p>
          </footer>
        </>
      ) : null}
    </main>
  )
}

/** What tablets still hold: in no figure above. */
const Waiting = ({ board }: { board: DailyBoard }) => {
  const words = useText(reports)
  const format = useFormat()
  const holding = board.rows.filter(({ pending }) => pending > 0)
  if (holding.length === 0) return <p className={styles.note}>{words.noWaiting}</p>
  const names = holding.slice(0, 3).map(({ name }) => name)
  const shown = holding.length > 3 ? words.andMore(format.list(names), number(holding.length)) : format.list(names)
  return <p className={styles.waiting}>{words.waitingNote(shown, number(board.sum.pending))}</p>
}
