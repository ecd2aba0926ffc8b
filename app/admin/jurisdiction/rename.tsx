'use client'

import { type FormEvent, useState } from 'react'
import { api } from '../../_live/api'
import { useText } from '../../_text/language'
import { places } from '../../_text/places'
import { region as regionText } from '../../_text/region'
import { TextField } from '../../_ui/field'
import { FormEnd } from '../../_ui/form-end'
import { PanelHead } from '../../_ui/panel-head'
import { useSending } from '../../_ui/use-sending'
import styles from './jurisdiction.module.css'
import type { Region } from './region'

export const Rename = ({
  region,
  onClose,
  onDone,
}: {
  region: Region
  onClose: () => void
  onDone: (name: string) => void
}) => {
  const shared = useText(places)
  const words = useText(regionText)
  const [name, setName] = useState(region.name)
  const { busy, error, setError, send } = useSending()
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (name.trim() === '') return setError(shared.missing(words.name))
    const answer = await send(api.patch(`/jurisdictions/${encodeURIComponent(region.code)}`, { name: name.trim() }))
    if (answer.ok) onDone(name.trim())
  }
  return (
    <>
      <PanelHead title={region.name} onClose={onClose} />
      <form className={styles.form} onSubmit={(event) => void submit(event)} noValidate>
        <TextField label={words.name} value={name} maxLength={60} onChange={(event) => setName(event.target.value)} />
        <FormEnd error={error} busy={busy} act={words.rename} />
      </form>
    </>
  )
}
