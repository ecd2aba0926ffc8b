'use client'

import { type FormEvent, useState } from 'react'
import { BRIEFING_TEMPLATES, type BriefingTemplate } from '#domain/briefing/briefing'
import type { Briefing, BriefingHeadline } from '#protocol/briefing'
import { api } from '../../_live/api'
import { serverNow } from '../../_live/live-store'
import type { Session } from '../../_live/session'
import { useResource } from '../../_live/use-resource'
import { briefingWords } from '../../_text/briefing'
import { useText } from '../../_text/language'
import { useFailureWords } from '../../_text/use-failure'
import { useFormat } from '../../_text/use-format'
import { Empty, ErrorNote, Loading } from '../../_ui/blank'
import { Button } from '../../_ui/button'
import { SelectField, TextField } from '../../_ui/field'
import { Sheet } from '../../_ui/work'
import { goTo, useAddress } from '../reports/address'
import frame from '../reports/board.module.css'
import { mayFill } from '../reports/may-fill'
import { ReportsFrame } from '../reports/reports-frame'
import styles from './briefing.module.css'
import { BriefingPage } from './briefing-page'
import { useIssueWords } from './use-issue-words'

/** The list of briefings, or the one that the address names. */
export const Briefings = () => <ReportsFrame>{(session) => <Picked session={session} />}</ReportsFrame>

const Picked = ({ session }: { session: Session }) => {
  const id = useAddress().get('id')
  return id === null ? <List fills={mayFill(session)} /> : <BriefingPage key={id} id={id} session={session} />
}

const List = ({ fills }: { fills: boolean }) => {
  const words = useText(briefingWords)
  const failureWords = useFailureWords()
  const { value, failure, reload } = useResource<{ briefings: BriefingHeadline[] }>('/briefings')
  return (
    <main className={frame.main}>
      <header className={frame.head}>
        <div>
          <h1 className={frame.title}>{words.title}</h1>
          <p className={frame.hint}>{words.hint}</p>
        </div>
        {fills ? <NewBriefing /> : null}
      </header>
      {failure ? <ErrorNote what={failureWords(failure)} onRetry={() => void reload()} /> : null}
      {value === null && !failure ? <Loading rows={6} /> : null}
      {value?.briefings.length === 0 ? <Empty why={words.none} hint={fills ? words.noneHint : undefined} /> : null}
      {value !== null && value.briefings.length > 0 ? <Rows briefings={value.briefings} /> : null}
    </main>
  )
}

const Rows = ({ briefings }: { briefings: readonly BriefingHeadline[] }) => {
  const words = useText(briefingWords)
  const format = useFormat()
  const issue = useIssueWords()
  return (
    <Sheet>
      <table className={frame.table}>
        <thead>
          <tr>
            <th scope="col">{words.head.days}</th>
            <th scope="col">{words.head.title}</th>
            <th scope="col">{words.head.state}</th>
            <th scope="col" data-spare>
              {words.head.number}
            </th>
            <th scope="col" data-spare>
              {words.head.template}
            </th>
            <th scope="col" data-spare>
              {words.head.jurisdiction}
            </th>
            <th scope="col" data-spare>
              {words.head.changed}
            </th>
          </tr>
        </thead>
        <tbody>
          {briefings.map((briefing) => (
            <tr key={briefing.id}>
              <td>{briefing.from === briefing.date ? briefing.date : `${briefing.from} – ${briefing.date}`}</td>
              <td>
                <button type="button" className={styles.open} onClick={() => goTo({ id: briefing.id })}>
                  {briefing.title}
                </button>
              </td>
              <td>
                <span className={styles.state} data-state={briefing.state}>
                  {words.states[briefing.state]}
                </span>
              </td>
              <td data-spare>{issue(briefing)}</td>
              <td data-spare>{words.templates[briefing.template]}</td>
              <td data-spare>
                {briefing.own ? briefing.jurisdiction.name : words.fromBelow(briefing.jurisdiction.name)}
              </td>
              <td data-spare>{format.dayAndTime(briefing.changedAt, serverNow())}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Sheet>
  )
}

const NewBriefing = () => {
  const words = useText(briefingWords)
  const format = useFormat()
  const failureWords = useFailureWords()
  const today = format.date(serverNow())
  const [template, setTemplate] = useState<BriefingTemplate>('bulletin')
  const [date, setDate] = useState(today)
  const [from, setFrom] = useState('')
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<string | null>(null)
  const fill = async (event: FormEvent) => {
    event.preventDefault()
    setBusy(true)
    const answer = await api.post<Briefing>('/briefings', { template, date, ...(from === '' ? {} : { from }) })
    setBusy(false)
    if (answer.ok) return goTo({ id: answer.value.id })
    setError(failureWords(answer.failure, { conflict: words.exists }, { '/date': words.date, '/from': words.from }))
  }
  return (
    <form className={styles.make} onSubmit={(event) => void fill(event)}>
      <SelectField
        label={words.template}
        value={template}
        onChange={(event) => setTemplate(event.target.value === 'report' ? 'report' : 'bulletin')}
      >
        {BRIEFING_TEMPLATES.map((one) => (
          <option key={one} value={one}>
            {words.templates[one]}
          </option>
        ))}
      </SelectField>
      <TextField
        label={words.date}
        type="date"
        required
        max={today}
        value={date}
        onChange={(event) => setDate(event.target.value)}
      />
      <TextField
        label={words.from}
        type="date"
        max={date}
        value={from}
        title={words.fromHint}
        onChange={(event) => setFrom(event.target.value)}
      />
      <Button type="submit" look="primary" busy={busy}>
        {words.fill}
      </Button>
      {error === null ? null : (
        <p className={styles.error} role="alert">
          {error}
        </p>
      )}
    </form>
  )
}
