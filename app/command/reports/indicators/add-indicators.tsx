'use client'

import { type FormEvent, useState } from 'react'
import { USUAL_INDICATORS } from '#domain/reports/indicators'
import type { IndicatorDay } from '#protocol/indicator'
import { api } from '../../../_live/api'
import { useText } from '../../../_text/language'
import { reportTables } from '../../../_text/report-tables'
import { useFailureWords } from '../../../_text/use-failure'
import { Button } from '../../../_ui/button'
import { SelectField, TextField } from '../../../_ui/field'
import { toast } from '../../../_ui/toast'
import styles from './indicators.module.css'

interface NewIndicator {
  name: string
  unit: string
  partOf: string | null
}

/** Adds one to the list, or the usual ones where it is empty. */
export const AddIndicators = ({ day, onAdded }: { day: IndicatorDay; onAdded: () => void }) => {
  const words = useText(reportTables).indicators
  const failureWords = useFailureWords()
  const [name, setName] = useState('')
  const [unit, setUnit] = useState('')
  const [partOf, setPartOf] = useState('')
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<string | undefined>(undefined)
  const add = async (indicators: readonly NewIndicator[]) => {
    setBusy(true)
    const answer = await api.post('/reports/indicators', { indicators })
    setBusy(false)
    if (!answer.ok) return setError(failureWords(answer.failure, { conflict: words.taken }))
    setError(undefined)
    setName('')
    setUnit('')
    onAdded()
    toast(words.added)
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void add([{ name: name.trim(), unit: unit.trim(), partOf: partOf === '' ? null : partOf }])
  }
  const wholes = day.indicators.filter((one) => one.partOf === null)
  return (
    <form className={styles.add} onSubmit={submit}>
      <TextField
        label={words.name}
        value={name}
        error={error}
        maxLength={40}
        onChange={(event) => setName(event.target.value)}
      />
      <TextField label={words.unit} value={unit} maxLength={10} onChange={(event) => setUnit(event.target.value)} />
      <SelectField label={words.partOf} value={partOf} onChange={(event) => setPartOf(event.target.value)}>
        <option value="">{words.whole}</option>
        {wholes.map((one) => (
          <option key={one.id} value={one.name}>
            {one.name}
          </option>
        ))}
      </SelectField>
      <Button type="submit" busy={busy} disabled={name.trim() === '' || unit.trim() === ''}>
        {words.add}
      </Button>
      {day.indicators.length === 0 ? (
        <Button look="primary" busy={busy} onClick={() => void add(USUAL_INDICATORS)}>
          {words.usual}
        </Button>
      ) : null}
    </form>
  )
}
