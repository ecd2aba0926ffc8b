'use client'

import { type FormEvent, useRef, useState } from 'react'
import type { Failure } from '../../_live/api'
import { upload } from '../../_live/api'
import { files } from '../../_text/files'
import { useText } from '../../_text/language'
import { useFailureWords } from '../../_text/use-failure'
import { Button } from '../../_ui/button'
import { FileField } from '../../_ui/field'
import { PanelHead } from '../../_ui/panel-head'
import { toast } from '../../_ui/toast'
import list from '../_list/list.module.css'
import { Faults } from './faults'
import { type FileWords, ROWS_SHOWN } from './file-words'
import styles from './files.module.css'

export interface Preview<Column extends string = string> {
  /** Columns of the file that nobody reads: perhaps a slip in a heading. */
  unread: readonly string[]
  rows: {
    where: string
    code: string
    name: string
    act: 'create' | 'update' | 'same'
    changes: { column: Column; before: string; after: string }[]
  }[]
}

const nothing = () => undefined

/** A file is looked at first: what it would change by row, or every fault of it. Only then can it be imported. */
export const ImportPanel = <Column extends string, Answer extends Preview<Column>>({
  path,
  accept,
  words,
  inWords = (_, value) => value,
  onClose,
  onImported,
}: {
  /** Where it goes: `/staff/imports`. */
  path: string
  accept: string
  words: FileWords<Column>
  /** A value as the reader calls it. */
  inWords?: (column: Column, value: string) => string
  onClose: () => void
  onImported: (answer: Answer) => Promise<void>
}) => {
  const common = useText(files)
  const failureWords = useFailureWords()
  const form = useRef<HTMLFormElement>(null)
  const [preview, setPreview] = useState<Preview<Column> | null>(null)
  const [failure, setFailure] = useState<Failure | null>(null)
  const [busy, setBusy] = useState(false)

  const send = async (dry: boolean) => {
    if (form.current === null) return
    const data = new FormData(form.current)
    const file = data.get('file')
    if (!(file instanceof File) || file.size === 0) return
    setBusy(true)
    const answer = await upload<Answer>(`${path}?dry=${dry}`, data, nothing)
    setBusy(false)
    setFailure(answer.ok ? null : answer.failure)
    if (!answer.ok) return setPreview(null)
    if (dry) return setPreview(answer.value)
    const { created, updated } = countsOf(answer.value)
    toast(common.done(created, updated))
    await onImported(answer.value)
  }

  const counts = preview === null ? null : countsOf(preview)
  const changing = preview?.rows.filter(({ act }) => act !== 'same') ?? []
  return (
    <>
      <PanelHead title={words.title} onClose={onClose} />
      <form
        ref={form}
        className={list.form}
        onSubmit={(event: FormEvent) => {
          event.preventDefault()
          void send(true)
        }}
        onChange={() => {
          setPreview(null)
          setFailure(null)
        }}
      >
        <FileField label={common.file} hint={words.hint} name="file" accept={accept} />
        {preview === null ? (
          <Button type="submit" look="primary" busy={busy}>
            {common.look}
          </Button>
        ) : null}
      </form>
      {failure ? <Faults failure={failure} said={failureWords(failure)} words={words} /> : null}
      {preview && counts ? (
        <div className={styles.preview}>
          <p role="status">
            <strong>{common.result(counts.created, counts.updated, counts.same)}</strong>
          </p>
          {preview.unread.length > 0 ? <p className={styles.unread}>{common.unread(preview.unread)}</p> : null}
          <Button look="primary" wide busy={busy} disabled={changing.length === 0} onClick={() => void send(false)}>
            {words.apply(changing.length)}
          </Button>
          <ul>
            {changing.slice(0, ROWS_SHOWN).map((row) => (
              <li key={row.where}>
                <strong>{row.name}</strong>
                <span className={styles.badge}>{common.act[row.act]}</span>
                {row.changes.map((change) => (
                  <span key={change.column} className={styles.cell}>
                    {words.columns[change.column]}
                    {row.act === 'update' ? <del>{inWords(change.column, change.before) || common.empty}</del> : null}
                    <ins>{inWords(change.column, change.after)}</ins>
                  </span>
                ))}
              </li>
            ))}
          </ul>
          {changing.length > ROWS_SHOWN ? <p>{common.more(changing.length - ROWS_SHOWN)}</p> : null}
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
