'use client'

import { type FormEvent, useEffect, useState } from 'react'
import { readPlatePattern } from '#domain/identifiers/plate-pattern'
import { useText } from '../../_text/language'
import { fromLocalInput } from '../../_text/local-input'
import { searchWords } from '../../_text/search'
import { useZone } from '../../_text/zone'
import { Button } from '../../_ui/button'
import { TextField } from '../../_ui/field'
import { takeAskedPlate } from './asked-plate'
import styles from './search.module.css'
import type { Criteria } from './search-state'

type Typed = Record<'plate' | 'name' | 'phone' | 'idNumber' | 'from' | 'to' | 'reason', string>

const NOTHING: Typed = { plate: '', name: '', phone: '', idNumber: '', from: '', to: '', reason: '' }

interface SearchFormProps {
  busy: boolean
  onSearch(criteria: Criteria): void
  /** What was typed is no question; the form says why. */
  onRefused(): void
}

/** What is looked for and why. Faults are said beside their field before anything is sent. */
export const SearchForm = ({ busy, onSearch, onRefused }: SearchFormProps) => {
  const words = useText(searchWords)
  const zone = useZone()
  const [typed, setTyped] = useState(NOTHING)
  const [faults, setFaults] = useState<{ plate?: string; reason?: string; from?: string; to?: string }>({})
  useEffect(() => {
    const plate = takeAskedPlate()
    if (plate !== '') setTyped((before) => ({ ...before, plate }))
  }, [])

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = event.currentTarget
    const { plate, name, phone, idNumber, reason } = typed
    const nothing = [plate, name, phone, idNumber].every((one) => one.trim() === '')
    const pattern = plate.trim() === '' ? null : readPlatePattern(plate)
    const wrong = typeof pattern === 'string' ? words.plateFaults[pattern] : null
    const [from, to] = [fromLocalInput(typed.from, zone), fromLocalInput(typed.to, zone)]
    const found = {
      ...(isHalf(form, 'from') ? { from: words.timeFault } : {}),
      ...(isHalf(form, 'to')
        ? { to: words.timeFault }
        : from !== null && to !== null && from >= to
          ? { to: words.toFault }
          : {}),
      ...(nothing ? { plate: words.missing } : wrong !== null ? { plate: wrong } : {}),
      ...(reason.trim().length < 2 ? { reason: words.missingReason } : {}),
    }
    setFaults(found)
    if (Object.keys(found).length > 0) return onRefused()
    onSearch({ plate, name, phone, idNumber, from, to, reason: reason.trim() })
  }
  const field = (name: keyof Typed) => ({
    label: words[name],
    value: typed[name],
    autoComplete: 'off',
    spellCheck: false,
    onChange: (event: { target: { value: string } }) => setTyped({ ...typed, [name]: event.target.value }),
  })
  return (
    <form className={styles.form} onSubmit={submit} noValidate autoComplete="off">
      <div className={styles.plate}>
        <TextField {...field('plate')} hint={words.plateHint} error={faults.plate} />
      </div>
      <div className={styles.reason}>
        <TextField {...field('reason')} hint={words.reasonHint} error={faults.reason} maxLength={200} />
      </div>
      <TextField {...field('name')} placeholder={words.exact} />
      <TextField {...field('phone')} placeholder={words.exact} inputMode="tel" />
      <TextField {...field('idNumber')} placeholder={words.exact} />
      <TextField {...field('from')} name="from" type="datetime-local" error={faults.from} />
      <TextField {...field('to')} name="to" type="datetime-local" error={faults.to} />
      <Button type="submit" look="primary" busy={busy}>
        {words.search}
      </Button>
    </form>
  )
}

/** A day without its hour: the browser gives it as nothing, and what is found would have no such bound. */
const isHalf = (form: HTMLFormElement, name: string): boolean => {
  const field = form.elements.namedItem(name)
  return field instanceof HTMLInputElement && field.validity.badInput
}
