'use client'

import { type FormEvent, useState } from 'react'
import { api } from '../../_live/api'
import { useText } from '../../_text/language'
import { places } from '../../_text/places'
import { region as regionText } from '../../_text/region'
import { useFailureWords } from '../../_text/use-failure'
import { Button } from '../../_ui/button'
import { SelectField, TextField } from '../../_ui/field'
import { PanelHead } from '../../_ui/panel-head'
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
  const failureWords = useFailureWords()
  const lower = LEVELS.slice(LEVELS.indexOf(parent.level) + 1)
  const [level, setLevel] = useState(lower[0] ?? 'group')
  const [name, setName] = useState('')
  const [code, setCode] = useState(/^\d+$/.test(parent.code) ? parent.code : '')
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<string | null>(null)

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (name.trim() === '') return setError(shared.missing(words.name))
    setBusy(true)
    setError(null)
    const answer = await api.post('/jurisdictions', {
      code: code.trim(),
      name: name.trim(),
      level,
      parent: parent.code,
    })
    setBusy(false)
    const labels = { '/code': words.code, '/name': words.name, '/level': words.levelLabel }
    if (answer.ok) onAdded(name.trim())
    else setError(failureWords(answer.failure, { conflict: words.taken }, labels))
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
        {error ? (
          <p className={styles.error} role="alert">
            {error}
          </p>
        ) : null}
        <Button type="submit" look="primary" busy={busy}>
          {words.save}
        </Button>
      </form>
    </>
  )
}
