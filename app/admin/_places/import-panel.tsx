'use client'

import { type FormEvent, useRef, useState } from 'react'
import type { Failure } from '../../_live/api'
import { upload } from '../../_live/api'
import { county } from '../../_text/county'
import { useText } from '../../_text/language'
import { places } from '../../_text/places'
import { useFailureWords } from '../../_text/use-failure'
import { Button } from '../../_ui/button'
import { FileField } from '../../_ui/field'
import { PanelHead } from '../../_ui/panel-head'
import { toast } from '../../_ui/toast'
import styles from './checkpoints.module.css'

type Column = keyof (typeof places)['zh']['file']['columns']

interface Preview {
  created: string[]
  updated: string[]
  rows: {
    where: string
    code: string
    name: string
    act: 'create' | 'update' | 'same'
    changes: { column: Column; before: string; after: string }[]
  }[]
}

const ROWS_SHOWN = 40
const nothing = () => undefined

/** A file is looked at first: what it would change by row, or every fault of it. Only then can it be imported. */
export const ImportPanel = ({ onClose, onImported }: { onClose: () => void; onImported: () => Promise<void> }) => {
  const words = useText(places).file
  const shared = useText(county)
  const failureWords = useFailureWords()
  const form = useRef<HTMLFormElement>(null)
  const [preview, setPreview] = useState<Preview | null>(null)
  const [failure, setFailure] = useState<Failure | null>(null)
  const [busy, setBusy] = useState(false)

  const send = async (dry: boolean) => {
    if (form.current === null) return
    const data = new FormData(form.current)
    const file = data.get('file')
    if (!(file instanceof File) || file.size === 0) return
    setBusy(true)
    const answer = await upload<Preview>(`/checkpoints/imports?dry=${dry}`, data, nothing)
    setBusy(false)
    setFailure(answer.ok ? null : answer.failure)
    if (!answer.ok) return setPreview(null)
    if (dry) return setPreview(answer.value)
    const { created, updated } = countsOf(answer.value)
    toast(words.done(created, updated))
    await onImported()
    onClose()
  }

  const codes: Partial<Record<Column, Readonly<Record<string, string>>>> = {
    state: shared.setState,
    kind: shared.kind,
    ring: shared.ring,
  }
  const inWords = (column: Column, value: string) => codes[column]?.[value] ?? value
  const counts = preview === null ? null : countsOf(preview)
  const changing = preview?.rows.filter(({ act }) => act !== 'same') ?? []
  const faults = failure?.problem?.errors ?? []
  return (
    <>
      <PanelHead title={words.title} onClose={onClose} />
      <form
        ref={form}
        className={styles.form}
        onSubmit={(event: FormEvent) => {
          event.preventDefault()
          void send(true)
        }}
        onChange={() => {
          setPreview(null)
          setFailure(null)
        }}
      >
        <FileField label={words.file} hint={words.hint} name="file" accept=".xlsx,.csv,.geojson,.json" />
        {preview === null ? (
          <Button type="submit" look="primary" busy={busy}>
            {words.look}
          </Button>
        ) : null}
      </form>
      {failure ? (
        <div role="alert" className={styles.faults}>
          <p className={styles.error}>
            {faults.length > 0 ? words.faults(faults.length) : (failure.problem?.detail ?? failureWords(failure))}
          </p>
          <ul>
            {faults.slice(0, ROWS_SHOWN).map((fault) => (
              <li key={`${fault.path} ${fault.message}`}>
                <strong>{faultPlace(fault.path, words)}</strong> {expectation(fault.path, words) || fault.message}
              </li>
            ))}
          </ul>
          {faults.length > ROWS_SHOWN ? <p>{words.more(faults.length - ROWS_SHOWN)}</p> : null}
        </div>
      ) : null}
      {preview && counts ? (
        <div className={styles.preview}>
          <p role="status">
            <strong>{words.result(counts.created, counts.updated, counts.same)}</strong>
          </p>
          <Button look="primary" wide busy={busy} disabled={changing.length === 0} onClick={() => void send(false)}>
            {words.apply(changing.length)}
          </Button>
          <ul>
            {changing.slice(0, ROWS_SHOWN).map((row) => (
              <li key={row.code}>
                <strong>
                  {row.name} {row.code}
                </strong>
                <span className={styles.badge}>{words.act[row.act]}</span>
                {row.changes.map((change) => (
                  <span key={change.column} className={styles.cell}>
                    {words.columns[change.column]}
                    {row.act === 'update' ? <del>{inWords(change.column, change.before) || words.empty}</del> : null}
                    <ins>{inWords(change.column, change.after)}</ins>
                  </span>
                ))}
              </li>
            ))}
          </ul>
          {changing.length > ROWS_SHOWN ? <p>{words.more(changing.length - ROWS_SHOWN)}</p> : null}
        </div>
      ) : null}
    </>
  )
}

const countsOf = ({ rows }: Preview) => ({
  created: rows.filter(({ act }) => act === 'create').length,
  updated: rows.filter(({ act }) => act === 'update').length,
  same: rows.filter(({ act }) => act === 'same').length,
})

/** What the column wants, in Chinese; English has the server's own words. */
const expectation = (path: string, words: (typeof places)['zh']['file']): string => {
  const expected: Record<string, string> = words.expects
  return expected[/, ([^.:]*)/.exec(path)?.[1] ?? ''] ?? ''
}

/** `row 4, lng:` as 第 4 行 · 经度. */
const faultPlace = (path: string, words: (typeof places)['zh']['file']): string => {
  const [where = '', column = ''] = path.replace(/:$/, '').split(', ')
  const named: Record<string, string> = words.columns
  return `${words.row(where)} · ${named[column.split('.')[0] ?? ''] ?? column}`
}
