'use client'

import { type FormEvent, useState } from 'react'
import { COLUMN_LABELS, REPORT_COLUMNS, type ReportColumn } from '#domain/reports/report-columns'
import type { IndicatorDay } from '#protocol/indicator'
import type { Layout } from '#protocol/layout'
import { api } from '../../../_live/api'
import { useResource } from '../../../_live/use-resource'
import { useLanguage, useText } from '../../../_text/language'
import { reportTables } from '../../../_text/report-tables'
import { useFailureWords } from '../../../_text/use-failure'
import { Button } from '../../../_ui/button'
import { SelectField, TextField } from '../../../_ui/field'
import { toast } from '../../../_ui/toast'
import styles from './tables.module.css'

const BEGINNING: readonly ReportColumn[] = ['vehicles', 'people', 'fevers']

/** Which columns and rows: ticked, in their usual order. */
export const LayoutForm = ({
  layout,
  onSaved,
  onCancel,
}: {
  layout: Layout | null
  onSaved: (layout: Layout) => void
  onCancel: () => void
}) => {
  const words = useText(reportTables).tables
  const language = useLanguage()
  const failureWords = useFailureWords()
  const known = useResource<IndicatorDay>('/reports/indicators')
  const [name, setName] = useState(layout?.name ?? '')
  const [rows, setRows] = useState<Layout['rows']>(layout?.rows ?? 'checkpoint')
  const [columns, setColumns] = useState<readonly ReportColumn[]>(layout?.columns ?? BEGINNING)
  const [indicators, setIndicators] = useState<readonly string[]>(layout?.indicators ?? [])
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<string | undefined>(undefined)
  const toggled = <T,>(list: readonly T[], one: T): T[] =>
    list.includes(one) ? list.filter((other) => other !== one) : [...list, one]
  const save = async (event: FormEvent) => {
    event.preventDefault()
    const byHand = rows === 'jurisdiction' ? indicators : []
    if (name.trim() === '' || columns.length + byHand.length === 0) return setError(words.missing)
    const body = {
      name: name.trim(),
      rows,
      columns: REPORT_COLUMNS.filter((one) => columns.includes(one)),
      indicators: byHand,
    }
    setBusy(true)
    const answer = await (layout === null
      ? api.post<Layout>('/reports/layouts', body)
      : api.put<Layout>(`/reports/layouts/${layout.id}`, body))
    setBusy(false)
    if (!answer.ok)
      return setError(failureWords(answer.failure, {}, { '/name': words.name, '/columns': words.columns }))
    toast(words.saved)
    onSaved(answer.value)
  }
  const box = (key: string, label: string, checked: boolean, toggle: () => void) => (
    <label key={key} className={styles.box}>
      <input type="checkbox" checked={checked} onChange={toggle} />
      {label}
    </label>
  )
  return (
    <form className={styles.form} onSubmit={(event) => void save(event)}>
      <div className={styles.fields}>
        <TextField
          label={words.name}
          placeholder={words.nameHint}
          value={name}
          error={error}
          maxLength={60}
          onChange={(event) => setName(event.target.value)}
        />
        <SelectField
          label={words.rows}
          value={rows}
          onChange={(event) => setRows(event.target.value === 'jurisdiction' ? 'jurisdiction' : 'checkpoint')}
        >
          <option value="checkpoint">{words.checkpoint}</option>
          <option value="jurisdiction">{words.jurisdiction}</option>
        </SelectField>
      </div>
      <fieldset>
        <legend className={styles.legend}>{words.columns}</legend>
        <div className={styles.boxes}>
          {REPORT_COLUMNS.map((column) =>
            box(column, COLUMN_LABELS[column][language], columns.includes(column), () =>
              setColumns(toggled(columns, column)),
            ),
          )}
        </div>
      </fieldset>
      {rows === 'jurisdiction' && (known.value?.indicators.length ?? 0) > 0 ? (
        <fieldset>
          <legend className={styles.legend}>{words.byHand}</legend>
          <div className={styles.boxes}>
            {known.value?.indicators.map(({ id, name: indicator }) =>
              box(id, indicator, indicators.includes(id), () => setIndicators(toggled(indicators, id))),
            )}
          </div>
        </fieldset>
      ) : null}
      <div className={styles.acts}>
        <Button onClick={onCancel}>{words.cancel}</Button>
        <Button type="submit" look="primary" busy={busy}>
          {words.save}
        </Button>
      </div>
    </form>
  )
}
