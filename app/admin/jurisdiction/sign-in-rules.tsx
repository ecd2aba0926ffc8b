'use client'

import { type FormEvent, useState } from 'react'
import { api } from '../../_live/api'
import { useText } from '../../_text/language'
import { region as regionText } from '../../_text/region'
import { useFailureWords } from '../../_text/use-failure'
import { Button } from '../../_ui/button'
import { SelectField } from '../../_ui/field'
import { PanelHead } from '../../_ui/panel-head'
import styles from './jurisdiction.module.css'
import type { Region } from './region'

/** 0: as the one above says. */
const HOURS = [0, 24, 72, 168]
/** Of whom a code is wanted. */
const CODES = ['none', 'administrators', 'everybody'] as const

/** Who of a region needs a code, and how long a password that was given signs in. */
export const SignInRules = ({
  region,
  onClose,
  onDone,
}: {
  region: Region
  onClose: () => void
  onDone: () => void
}) => {
  const words = useText(regionText)
  const failureWords = useFailureWords()
  const [codes, setCodes] = useState(region.codes)
  const [hours, setHours] = useState(region.givenHours ?? 0)
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<string | null>(null)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setBusy(true)
    setError(null)
    const path = `/jurisdictions/${encodeURIComponent(region.code)}`
    const answer = await api.patch(path, { codes, givenHours: hours })
    setBusy(false)
    if (answer.ok) onDone()
    else setError(failureWords(answer.failure))
  }
  return (
    <>
      <PanelHead title={words.signInOf(region.name)} onClose={onClose} />
      <form className={styles.form} onSubmit={(event) => void submit(event)}>
        <SelectField
          label={words.codes}
          value={codes}
          onChange={(event) => setCodes(CODES.find((one) => one === event.target.value) ?? codes)}
        >
          {CODES.map((one) => (
            <option key={one} value={one}>
              {words.codesOf[one]}
            </option>
          ))}
        </SelectField>
        <p className={styles.quiet}>{words.codesHint}</p>
        <SelectField label={words.givenHours} value={hours} onChange={(event) => setHours(Number(event.target.value))}>
          {[...new Set([...HOURS, hours])].map((one) => (
            <option key={one} value={one}>
              {one === 0 ? words.asAbove : words.hours(one)}
            </option>
          ))}
        </SelectField>
        {error ? (
          <p className={styles.error} role="alert">
            {error}
          </p>
        ) : null}
        <Button type="submit" look="primary" busy={busy}>
          {words.saveRules}
        </Button>
      </form>
    </>
  )
}
