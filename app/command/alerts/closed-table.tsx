'use client'

import { useEffect, useState } from 'react'
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
import { useZone } from '../../_text/zone'
import { Empty, ErrorNote, Loading } from '../../_ui/blank'
import { Button } from '../../_ui/button'
import { SelectField, TextField } from '../../_ui/field'
import { Sheet } from '../../_ui/work'
import { changeAddress } from '../address'
import { type ClosedQuery, closedPath } from './closed-query'
import styles from './records.module.css'
import { useAlertTitle } from './use-alert-title'
import { useClosedQuery } from './use-closed-query'

interface ClosedAlert extends Alert {
  resolvedAt: string
  result: string | null
  reason: string | null
}
interface Page {
  alerts: ClosedAlert[]
  cursor: string | null
  /** Of all pages; said with the first. */
  total: number | null
}

/** Typing asks the server so long after the last key. */
const TYPING_MS = 250

/** Alerts that were closed, the latest first, with how they ended; which of them stands in the address. */
export const ClosedTable = () => {
  const words = useText(alertWords)
  const zone = useZone()
  const query = useClosedQuery()
  const [find, setFind] = useState(query.find)
  useEffect(() => setFind(query.find), [query.find])
  useEffect(() => {
    if (find === query.find) return
    const timer = setTimeout(() => changeAddress({ find }, 'replace'), TYPING_MS)
    return () => clearTimeout(timer)
  }, [find, query.find])
  const ask = (change: Partial<ClosedQuery>) => changeAddress(change, 'replace')
  const asks = Object.values(query).some((part) => part !== '')
  const path = closedPath(query, zone)
  return (
    <>
      <search className={styles.filter}>
        <SelectField label={words.kindLabel} value={query.kind} onChange={({ target }) => ask({ kind: target.value })}>
          <option value="">{words.anyKind}</option>
          {ALERT_KINDS.map((one) => (
            <option key={one} value={one}>
              {words.kind[one]}
            </option>
          ))}
        </SelectField>
        <TextField
          label={words.findPoint}
          value={find}
          maxLength={60}
          autoComplete="off"
          onChange={({ target }) => setFind(target.value)}
        />
        <TextField
          label={words.closedFrom}
          type="date"
          max={query.to || undefined}
          value={query.from}
          onChange={({ target }) => ask({ from: target.value })}
        />
        <TextField
          label={words.closedTo}
          type="date"
          min={query.from || undefined}
          value={query.to}
          onChange={({ target }) => ask({ to: target.value })}
        />
        {asks ? (
          <Button look="quiet" onClick={() => ask({ kind: '', find: '', from: '', to: '' })}>
            {words.showAll}
          </Button>
        ) : null}
      </search>
      <Rows key={path} path={path} asks={asks} />
    </>
  )
}

const Rows = ({ path, asks }: { path: string; asks: boolean }) => {
  const words = useText(alertWords)
  const format = useFormat()
  const failureWords = useFailureWords()
  const title = useAlertTitle()
  const now = useServerNow(30_000)
  const names = new Map(useCheckpoints().map(({ code, name }) => [code, name ?? code]))
  const { value, failure, reload } = useResource<Page>(path)
  const [older, setOlder] = useState<Omit<Page, 'total'> | null>(null)
  const [busy, setBusy] = useState(false)
  const [wrong, setWrong] = useState<Failure | null>(null)
  const cursor = older === null ? (value?.cursor ?? null) : older.cursor
  const more = async () => {
    if (cursor === null) return
    setBusy(true)
    const answer = await api.get<Page>(`${path}&cursor=${encodeURIComponent(cursor)}`)
    setBusy(false)
    if (!answer.ok) return setWrong(answer.failure)
    setWrong(null)
    setOlder({ alerts: [...(older?.alerts ?? []), ...answer.value.alerts], cursor: answer.value.cursor })
  }
  if (failure !== null && value === null)
    return <ErrorNote what={failureWords(failure)} onRetry={() => void reload()} />
  if (value === null) return <Loading rows={8} />
  const alerts = [...value.alerts, ...(older?.alerts ?? [])]
  if (alerts.length === 0) return <Empty why={asks ? words.noneHere : words.closedNone} />
  const time = (at: string) => (now === null ? '' : format.dayAndTime(at, now))
  return (
    <>
      <p className={styles.total} role="status">
        {words.closedCount(number(value.total ?? alerts.length))}
      </p>
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
                      changeAddress({ alert: alert.id }, 'push')
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
