'use client'

import { useState } from 'react'
import { ALERT_KINDS } from '#domain/alerts/alert-kinds'
import type { Alert } from '#protocol/live'
import { api, type Failure } from '../../_live/api'
import { useCheckpoints, useServerNow } from '../../_live/use-live'
import { useResource } from '../../_live/use-resource'
import { alertWords } from '../../_text/alerts'
import { number } from '../../_text/format'
import { useText } from '../../_text/language'
import { useFailureWords } from '../../_text/use-failure'
import { useFormat } from '../../_text/use-format'
import { Empty, ErrorNote, Loading } from '../../_ui/blank'
import { Button } from '../../_ui/button'
import { SelectField } from '../../_ui/field'
import { Sheet } from '../../_ui/work'
import { nameAlert } from './named-alert'
import styles from './records.module.css'
import { useAlertTitle } from './use-alert-title'

interface ClosedAlert extends Alert {
  resolvedAt: string
  result: string | null
  reason: string | null
}
interface Page {
  alerts: ClosedAlert[]
  cursor: string | null
}

/** Alerts that were closed, the latest first, with how they ended. */
export const ClosedTable = () => {
  const words = useText(alertWords)
  const [kind, setKind] = useState('')
  return (
    <>
      <div className={styles.filter}>
        <SelectField label={words.kindLabel} value={kind} onChange={({ target }) => setKind(target.value)}>
          <option value="">{words.anyKind}</option>
          {ALERT_KINDS.map((one) => (
            <option key={one} value={one}>
              {words.kind[one]}
            </option>
          ))}
        </SelectField>
      </div>
      <Rows key={kind} query={kind === '' ? '' : `kind=${kind}`} />
    </>
  )
}

const Rows = ({ query }: { query: string }) => {
  const words = useText(alertWords)
  const format = useFormat()
  const failureWords = useFailureWords()
  const title = useAlertTitle()
  const now = useServerNow(30_000)
  const names = new Map(useCheckpoints().map(({ code, name }) => [code, name ?? code]))
  const { value, failure, reload } = useResource<Page>(`/alerts/closed?${query}`)
  const [older, setOlder] = useState<{ alerts: ClosedAlert[]; cursor: string | null } | null>(null)
  const [busy, setBusy] = useState(false)
  const [wrong, setWrong] = useState<Failure | null>(null)
  const cursor = older === null ? (value?.cursor ?? null) : older.cursor
  const more = async () => {
    if (cursor === null) return
    setBusy(true)
    const answer = await api.get<Page>(`/alerts/closed?${query}&cursor=${encodeURIComponent(cursor)}`)
    setBusy(false)
    if (!answer.ok) return setWrong(answer.failure)
    setWrong(null)
    setOlder({ alerts: [...(older?.alerts ?? []), ...answer.value.alerts], cursor: answer.value.cursor })
  }
  if (failure !== null && value === null)
    return <ErrorNote what={failureWords(failure)} onRetry={() => void reload()} />
  if (value === null) return <Loading rows={8} />
  const alerts = [...value.alerts, ...(older?.alerts ?? [])]
  if (alerts.length === 0) return <Empty why={words.closedNone} />
  const time = (at: string) => (now === null ? '' : format.dayAndTime(at, now))
  return (
    <>
      <Sheet>
        <table className={styles.table}>
          <thead>
            <tr>
              <th>{words.what}</th>
              <th>{words.where}</th>
              <th data-spare>{words.raisedAt}</th>
              <th>{words.closedAt}</th>
              <th data-spare>{words.result}</th>
            </tr>
          </thead>
          <tbody>
            {alerts.map((alert) => (
              <tr key={alert.id}>
                <td>
                  <a
                    href={`/command/alerts?alert=${alert.id}`}
                    onClick={(event) => {
                      if (event.ctrlKey || event.metaKey || event.shiftKey) return
                      event.preventDefault()
                      nameAlert(alert.id)
                    }}
                  >
                    {title(alert, undefined, null)}
                  </a>
                </td>
                <td>
                  {alert.checkpoint === undefined
                    ? number(alert.points ?? 0)
                    : (names.get(alert.checkpoint) ?? alert.checkpoint)}
                </td>
                <td data-spare>{time(alert.raisedAt)}</td>
                <td>{time(alert.resolvedAt)}</td>
                <td data-spare className={styles.end}>
                  {[words.results[alert.result as keyof typeof words.results] ?? '', alert.reason ?? '']
                    .filter((part) => part !== '')
                    .join(' · ')}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Sheet>
      {wrong === null ? null : <ErrorNote what={failureWords(wrong)} onRetry={() => void more()} />}
      {cursor === null ? null : (
        <p className={styles.after}>
          <Button busy={busy} onClick={() => void more()}>
            {words.more}
          </Button>
        </p>
      )}
    </>
  )
}
