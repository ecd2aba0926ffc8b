'use client'

import { useEffect, useState } from 'react'
import { MINUTE_MS } from '#domain/instant'
import { api } from '../../_live/api'
import { useServerNow } from '../../_live/use-live'
import { useResource } from '../../_live/use-resource'
import { AUDIT_GROUPS, audit } from '../../_text/audit'
import { useText } from '../../_text/language'
import { useFailureWords } from '../../_text/use-failure'
import { useZone } from '../../_text/zone'
import { Empty, ErrorNote, Loading } from '../../_ui/blank'
import { Button } from '../../_ui/button'
import { SelectField, TextField } from '../../_ui/field'
import { toast } from '../../_ui/toast'
import { Work } from '../../_ui/work'
import styles from './audit.module.css'
import { type AuditLine, AuditPanel } from './audit-panel'
import { type AuditQuery, auditPath, readQuery, writeQuery } from './audit-query'
import { AuditTable } from './audit-table'

interface Page {
  lines: AuditLine[]
  cursor: string | null
}

/** Typing asks the server so long after the last key. */
const TYPING_MS = 250

/** Who did what: looked for by who, what and when; one line opened beside. */
export const Audit = () => {
  const words = useText(audit)
  const failureWords = useFailureWords()
  const zone = useZone()
  const now = useServerNow(MINUTE_MS) ?? 0
  const [query, setQuery] = useState<AuditQuery>(() => readQuery(window.location.search))
  // A link to a line opens the page that holds it, however many came since.
  const [first, setFirst] = useState(query.line)
  const path = useSettled(auditPath(query, zone, { from: first }))
  const { value, failure, reload } = useResource<Page>(path)
  const { value: head } = useResource<{ number: number; hash: string }>('/audit/head')
  const [older, setOlder] = useState<{ of: string; pages: Page[] }>({ of: path, pages: [] })

  const look = (change: Partial<AuditQuery>) => {
    const next = { ...query, ...change }
    setQuery(next)
    if (Object.keys(change).some((part) => part !== 'line')) setFirst('')
    window.history.replaceState(null, '', window.location.pathname + writeQuery(next))
  }
  const pages = value === null ? [] : [value, ...(older.of === path ? older.pages : [])]
  const lines = pages.flatMap((page) => page.lines)
  const cursor = pages.at(-1)?.cursor ?? null
  const more = async () => {
    const answer = await api.get<Page>(auditPath(query, zone, { cursor }))
    if (!answer.ok) return toast(failureWords(answer.failure))
    setOlder({ of: path, pages: [...pages.slice(1), answer.value] })
  }
  const opened = lines.find(({ id }) => id === query.line)
  const asks = [query.who, query.verb, query.target, query.from, query.to].some((part) => part !== '')

  return (
    <Work
      title={words.title}
      panel={opened ? <AuditPanel key={opened.id} line={opened} onClose={() => look({ line: '' })} /> : null}
    >
      <p className={styles.hint}>{words.hint}</p>
      <div className={styles.look}>
        <search className={styles.tools}>
          <TextField label={words.who} value={query.who} onChange={(event) => look({ who: event.target.value })} />
          <SelectField label={words.what} value={query.verb} onChange={(event) => look({ verb: event.target.value })}>
            <option value="">{words.everything}</option>
            {AUDIT_GROUPS.map((group) => (
              <option key={group} value={group}>
                {words.groups[group]}
              </option>
            ))}
          </SelectField>
          <TextField
            label={words.target}
            value={query.target}
            onChange={(event) => look({ target: event.target.value })}
          />
          <TextField
            label={words.from}
            type="date"
            max={query.to || undefined}
            value={query.from}
            onChange={(event) => look({ from: event.target.value })}
          />
          <TextField
            label={words.to}
            type="date"
            min={query.from || undefined}
            value={query.to}
            onChange={(event) => look({ to: event.target.value })}
          />
          {asks ? (
            <Button look="quiet" onClick={() => look({ who: '', verb: '', target: '', from: '', to: '', line: '' })}>
              {words.clear}
            </Button>
          ) : null}
        </search>
      </div>
      {first === '' ? null : (
        <div className={styles.newer}>
          <p>{failure?.kind === 'not-found' ? words.lineGone : words.fromLine}</p>
          <Button onClick={() => setFirst('')}>{words.newest}</Button>
        </div>
      )}
      {failure && !(first !== '' && failure.kind === 'not-found') ? (
        <ErrorNote what={failureWords(failure)} onRetry={() => void reload()} />
      ) : null}
      {value === null && !failure ? <Loading rows={8} /> : null}
      {value !== null && lines.length === 0 ? <Empty why={asks ? words.noneFound : words.none} /> : null}
      {lines.length > 0 ? (
        <AuditTable lines={lines} now={now} opened={query.line} onOpen={(line) => look({ line })} />
      ) : null}
      {cursor !== null ? (
        <div className={styles.more}>
          <Button onClick={() => void more()}>{words.more}</Button>
        </div>
      ) : null}
      {head ? (
        <footer className={styles.chain}>
          <p className={styles.hash}>{words.chainHead(head.number, head.hash)}</p>
          <p>{words.chainHint}</p>
        </footer>
      ) : null}
    </Work>
  )
}

/** The value once it has stood for a moment. */
const useSettled = (value: string): string => {
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), TYPING_MS)
    return () => clearTimeout(timer)
  }, [value])
  return settled
}
