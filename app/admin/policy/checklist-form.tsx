'use client'

import { type FormEvent, useState } from 'react'
import { CHECKLIST_USES, type Checklist, RINGS, type Ring } from '#domain/policy/policy'
import { county } from '../../_text/county'
import { useText } from '../../_text/language'
import { policy } from '../../_text/policy'
import { AreaField, SelectField, TextField } from '../../_ui/field'
import { FormEnd } from '../../_ui/form-end'
import { PanelHead } from '../../_ui/panel-head'
import list from '../_list/list.module.css'
import { newId } from './draft'
import styles from './policy.module.css'

export const ChecklistForm = ({
  checklist,
  onClose,
  onKeep,
}: {
  checklist: Checklist | null
  onClose: () => void
  onKeep: (checklist: Checklist) => void
}) => {
  const words = useText(policy)
  const shared = useText(county)
  const own = words.checklist
  const [name, setName] = useState(checklist?.name ?? '')
  const [use, setUse] = useState<Checklist['use']>(checklist?.use ?? 'shift')
  const [rings, setRings] = useState<Ring[]>(checklist?.rings ?? [])
  const [lines, setLines] = useState(checklist?.items.map(({ text }) => text).join('\n') ?? '')
  const [error, setError] = useState<string | null>(null)

  const submit = (event: FormEvent) => {
    event.preventDefault()
    const texts = [...new Set(lines.split('\n').map((line) => line.trim()))].filter((line) => line !== '')
    const missing = [name.trim() === '' ? own.name : '', texts.length === 0 ? own.items : ''].find((one) => one !== '')
    if (missing !== undefined) return setError(words.missing(missing))
    // An item that keeps its words keeps its id, by which what was ticked is known.
    const items = texts.map((text) => checklist?.items.find((one) => one.text === text) ?? { id: newId('item'), text })
    onKeep({ id: checklist?.id ?? newId('list'), name: name.trim(), use, rings, items })
  }

  return (
    <>
      <PanelHead title={checklist === null ? own.add : own.edit} onClose={onClose} />
      <form className={list.form} onSubmit={submit} noValidate autoComplete="off">
        <TextField label={own.name} value={name} maxLength={60} onChange={(event) => setName(event.target.value)} />
        <SelectField
          label={own.use}
          value={use}
          onChange={(event) => setUse(CHECKLIST_USES.find((one) => one === event.target.value) ?? 'shift')}
        >
          {CHECKLIST_USES.map((one) => (
            <option key={one} value={one}>
              {own.uses[one]}
            </option>
          ))}
        </SelectField>
        <fieldset className={styles.ticks}>
          <legend>{own.rings}</legend>
          <label>
            <input type="checkbox" checked={rings.length === 0} onChange={() => setRings([])} />
            {words.all}
          </label>
          {RINGS.map((ring) => (
            <label key={ring}>
              <input
                type="checkbox"
                checked={rings.includes(ring)}
                onChange={(event) =>
                  setRings(event.target.checked ? [...rings, ring] : rings.filter((one) => one !== ring))
                }
              />
              {shared.ring[ring]}
            </label>
          ))}
        </fieldset>
        <AreaField label={own.items} value={lines} rows={8} onChange={(event) => setLines(event.target.value)} />
        <FormEnd error={error} act={words.keep} />
      </form>
    </>
  )
}
