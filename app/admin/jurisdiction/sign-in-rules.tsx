'use client'

import { type FormEvent, useState } from 'react'
import { api } from '../../_live/api'
import { useText } from '../../_text/language'
import { region as regionText } from '../../_text/region'
import { SelectField } from '../../_ui/field'
import { FormEnd } from '../../_ui/form-end'
import { PanelHead } from '../../_ui/panel-head'
import { useSending } from '../../_ui/use-sending'
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
  const [codes, setCodes] = useState(region.codes)
  const [hours, setHours] = useState(region.givenHours ?? 0)
  const { busy, error, send } = useSending()
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const path = `/jurisdictions/${encodeURIComponent(region.code)}`
    const answer = await send(api.patch(path, { codes, givenHours: hours }))
    if (answer.ok) onDone()
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
        <FormEnd error={error} busy={busy} act={words.saveRules} />
      </form>
    </>
  )
}
