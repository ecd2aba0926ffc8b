'use client'

import { type FormEvent, useState } from 'react'
import type { IndicatorDay } from '#protocol/indicator'
import { api } from '../../../_live/api'
import { number } from '../../../_text/format'
import { useText } from '../../../_text/language'
import { reportTables } from '../../../_text/report-tables'
import { useFailureWords } from '../../../_text/use-failure'
import { useFormat } from '../../../_text/use-format'
import { Button } from '../../../_ui/button'
import { Dialog } from '../../../_ui/dialog'
import { toast } from '../../../_ui/toast'
import { Sheet } from '../../../_ui/work'
import frame from '../board.module.css'
import styles from './indicators.module.css'

type Indicator = IndicatorDay['indicators'][number]
interface Typed {
  today: string
  total: string
  note: string
}

const NOTHING: Typed = { today: '', total: '', note: '' }

const typedOf = ({ value }: Indicator): Typed =>
  value === null ? NOTHING : { today: String(value.today), total: String(value.total), note: value.note }

const isAmount = (text: string): boolean => /^\d{1,11}(\.\d{1,2})?$/.test(text.trim())

/** A row an indicator; the cumulative figure follows from yesterday's as soon as today's is typed, and can be changed. */
export const IndicatorForm = ({
  day,
  mayEnter,
  onSaved,
  onWithdrawn,
}: {
  day: IndicatorDay
  mayEnter: boolean
  onSaved: (next: IndicatorDay) => void
  onWithdrawn: () => void
}) => {
  const words = useText(reportTables).indicators
  const failureWords = useFailureWords()
  const [typed, setTyped] = useState<Record<string, Typed>>({})
  const [busy, setBusy] = useState(false)
  const [ending, setEnding] = useState<Indicator | null>(null)
  const of = (indicator: Indicator): Typed => typed[indicator.id] ?? typedOf(indicator)
  const changed = day.indicators.filter(({ id }) => typed[id] !== undefined)
  const faulty = changed.some((indicator) => faultOf(of(indicator)) !== null)
  const type = (indicator: Indicator, change: Partial<Typed>) => {
    const next = { ...of(indicator), ...change }
    const follows = change.today !== undefined && isAmount(change.today) && indicator.yesterday !== null
    const total = follows
      ? String(Math.round(((indicator.yesterday?.total ?? 0) + Number(change.today)) * 100) / 100)
      : next.total
    setTyped({ ...typed, [indicator.id]: { ...next, total } })
  }
  const save = async (event: FormEvent) => {
    event.preventDefault()
    const values = changed
      .map((indicator) => ({ indicator: indicator.id, ...of(indicator) }))
      .filter(({ today }) => today.trim() !== '')
      .map(({ today, total, note, indicator }) => ({
        indicator,
        today: Number(today),
        total: Number(total),
        note: note.trim(),
      }))
    if (values.length === 0) return
    setBusy(true)
    const answer = await api.put<IndicatorDay>('/reports/indicators', { date: day.date, values })
    setBusy(false)
    if (!answer.ok) return toast(failureWords(answer.failure))
    setTyped({})
    onSaved(answer.value)
    toast(words.saved)
  }
  const withdraw = async () => {
    if (ending === null) return
    const answer = await api.delete(`/reports/indicators/${ending.id}`)
    setEnding(null)
    if (!answer.ok) return toast(failureWords(answer.failure))
    toast(words.withdrawn(ending.name))
    onWithdrawn()
  }
  return (
    <form onSubmit={(event) => void save(event)} noValidate>
      <Sheet>
        <table className={`${frame.table} ${styles.table}`}>
          <thead>
            <tr>
              <th scope="col">{words.name}</th>
              <th scope="col">{words.today}</th>
              <th scope="col">{words.total}</th>
              <th scope="col" data-figure data-spare>
                {words.yesterday}
              </th>
              <th scope="col" data-figure data-spare>
                {words.below}
              </th>
              <th scope="col">{words.note}</th>
              <th scope="col">
                <span className="unseen">{words.withdraw}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {day.indicators.map((indicator) => (
              <Row
                key={indicator.id}
                indicator={indicator}
                typed={of(indicator)}
                fault={typed[indicator.id] === undefined ? null : faultOf(of(indicator))}
                mayEnter={mayEnter}
                onType={(change) => type(indicator, change)}
                onWithdraw={day.mayDefine ? () => setEnding(indicator) : null}
              />
            ))}
          </tbody>
        </table>
      </Sheet>
      {mayEnter ? (
        <div className={styles.save}>
          {changed.length > 0 ? <span className={styles.watch}>{words.unsaved}</span> : null}
          <Button type="submit" look="primary" busy={busy} disabled={changed.length === 0 || faulty}>
            {words.save}
          </Button>
        </div>
      ) : null}
      <Dialog
        open={ending !== null}
        title={words.withdrawOf(ending?.name ?? '')}
        act={words.withdraw}
        onAct={() => void withdraw()}
        onClose={() => setEnding(null)}
      >
        <p>{words.withdrawHint}</p>
      </Dialog>
    </form>
  )
}

/** What of a row can't be saved; null where it can. A row that was emptied is left as it was. */
const faultOf = ({ today, total }: Typed): 'bad' | 'incomplete' | null => {
  if (today.trim() === '' && total.trim() === '') return null
  if (today.trim() === '' || total.trim() === '') return 'incomplete'
  return isAmount(today) && isAmount(total) ? null : 'bad'
}

const Row = ({
  indicator,
  typed,
  fault,
  mayEnter,
  onType,
  onWithdraw,
}: {
  indicator: Indicator
  typed: Typed
  fault: 'bad' | 'incomplete' | null
  mayEnter: boolean
  onType: (change: Partial<Typed>) => void
  onWithdraw: (() => void) | null
}) => {
  const words = useText(reportTables).indicators
  const format = useFormat()
  const { name, unit, partOf, value, yesterday, below } = indicator
  const field = (part: keyof Typed, label: string) => (
    <input
      className={styles.input}
      aria-label={`${name} ${label}`}
      aria-invalid={(fault !== null && part !== 'note') || undefined}
      inputMode={part === 'note' ? undefined : 'decimal'}
      maxLength={part === 'note' ? 200 : 14}
      disabled={!mayEnter}
      data-figure={part === 'note' ? undefined : true}
      value={typed[part]}
      onChange={(event) => onType({ [part]: event.target.value })}
    />
  )
  return (
    <tr>
      <td className={partOf === null ? undefined : styles.part}>
        {name}
        <span className={styles.unit}>{unit}</span>
        {fault === null ? null : (
          <span className={styles.fault} role="alert">
            {words[fault]}
          </span>
        )}
      </td>
      <td>{field('today', words.today)}</td>
      <td>{field('total', words.total)}</td>
      <td data-figure data-spare>
        {yesterday === null ? '–' : number(yesterday.total)}
      </td>
      <td
        data-figure
        data-spare
        title={below === null ? undefined : words.belowOf(number(below.entered), number(below.of))}
      >
        {below === null ? '–' : `${number(below.today)} / ${number(below.total)}`}
      </td>
      <td title={value === null ? undefined : words.by(value.by, format.time(value.at))}>
        {field('note', words.note)}
      </td>
      <td>
        {onWithdraw === null ? null : (
          <Button look="quiet" onClick={onWithdraw} aria-label={words.withdrawOf(name)}>
            {words.withdraw}
          </Button>
        )}
      </td>
    </tr>
  )
}
