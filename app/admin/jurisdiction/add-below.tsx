'use client'

import { type FormEvent, useState } from 'react'
import { api } from '../../_live/api'
import { useText } from '../../_text/language'
import { places } from '../../_text/places'
import { region as regionText } from '../../_text/region'
import { SelectField, TextField } from '../../_ui/field'
import { FormEnd } from '../../_ui/form-end'
import { PanelHead } from '../../_ui/panel-head'
import { useSending } from '../../_ui/use-sending'
import styles from './jurisdiction.module.css'
import { LEVELS, type Region } from './region'

export const AddBelow = ({
  parent,
  onClose,
  onAdded,
}: {
  parent: Region
  onClose: () => void
  onAdded: (name: string) => void
}) => {
  const shared = useText(places)
  const words = useText(regionText)
  const lower = LEVELS.slice(LEVELS.indexOf(parent.level) + 1)
  const [level, setLevel] = useState(lower[0] ?? 'group')
  const [name, setName] = useState('')
  const [code, setCode] = useState(/^\d+$/.test(parent.code) ? parent.code : '')
  const { busy, error, setError, send } = useSending()

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (name.trim() === '') return setError(shared.missing(words.name))
    const labels = { '/code': words.code, '/name': words.name, '/level': words.levelLabel }
    const answer = await send(
      api.post('/jurisdictions', {
        code: code.trim(),
        name: name.trim(),
        level,
        parent: parent.code,
      }),
      { conflict: words.taken },
      labels,
    )
    if (answer.ok) onAdded(name.trim())
  }

  return (
    <>
      <PanelHead title={words.addTo(parent.name)} onClose={onClose} />
      <form className={styles.form} onSubmit={(event) => void submit(event)} noValidate autoComplete="off">
        <TextField label={words.name} value={name} maxLength={60} onChange={(event) => setName(event.target.value)} />
        <SelectField
          label={words.levelLabel}
          value={level}
          onChange={(event) => setLevel(lower.find((one) => one === event.target.value) ?? level)}
        >
          {lower.map((one) => (
            <option key={one} value={one}>
              {words.level[one]}
            </option>
          ))}
        </SelectField>
        <TextField
          label={words.code}
          hint={words.codeHint}
          value={code}
          maxLength={20}
          onChange={(event) => setCode(event.target.value)}
        />
        <FormEnd error={error} busy={busy} act={words.save} />
      </form>
    </>
  )
}
