'use client'

import { type FormEvent, useState } from 'react'
import { RISK_LEVELS, type RiskArea, type Rule } from '#domain/policy/policy'
import type { Region } from '#domain/policy/regions'
import { useText } from '../../_text/language'
import { fromLocalInput, toLocalInput } from '../../_text/local-input'
import { policy } from '../../_text/policy'
import { useZone } from '../../_text/zone'
import { SelectField, TextField } from '../../_ui/field'
import { FormEnd } from '../../_ui/form-end'
import { PanelHead } from '../../_ui/panel-head'
import list from '../_list/list.module.css'
import { newId } from './draft'
import styles from './policy.module.css'
import { RegionFinder } from './region-finder'

const now = () => new Date().toISOString()

/** A risk area, new or one of the draft. */
export const AreaForm = ({
  area,
  rules,
  onClose,
  onKeep,
}: {
  area: RiskArea | null
  rules: readonly Rule[]
  onClose: () => void
  onKeep: (area: RiskArea) => void
}) => {
  const words = useText(policy)
  const own = words.area
  const zone = useZone()
  const [name, setName] = useState(area?.name ?? '')
  const [code, setCode] = useState(area?.code ?? '')
  const [part, setPart] = useState(area?.part ?? '')
  const [plates, setPlates] = useState(area?.plates.join(' ') ?? '')
  const [level, setLevel] = useState(area?.level ?? 'high')
  const [from, setFrom] = useState(toLocalInput(area?.from ?? now(), zone))
  const [to, setTo] = useState(area?.to ? toLocalInput(area.to, zone) : '')
  const [rule, setRule] = useState(area?.rule ?? rules[0]?.id ?? '')
  const [error, setError] = useState<string | null>(null)

  const pick = (region: Region) => {
    setName(region.name)
    setCode(region.code)
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const begins = fromLocalInput(from, zone)
    const prefixes = plates
      .normalize('NFKC')
      .toUpperCase()
      .split(/[\s,，、]+/)
      .filter((one) => one !== '')
    const missing = [
      name.trim() === '' ? own.name : '',
      code.trim() === '' && prefixes.length === 0 ? `${own.code} / ${own.plates}` : '',
      begins === null ? own.from : '',
      rule === '' ? own.rule : '',
    ].find((one) => one !== '')
    if (missing !== undefined || begins === null) return setError(words.missing(missing ?? own.from))
    onKeep({
      id: area?.id ?? newId('area'),
      name: name.trim(),
      code: code.normalize('NFKC').trim() || null,
      part: part.trim() || null,
      plates: prefixes,
      level,
      from: begins,
      to: fromLocalInput(to, zone),
      rule,
    })
  }

  return (
    <>
      <PanelHead title={area === null ? own.add : own.edit} onClose={onClose} />
      <form className={list.form} onSubmit={submit} noValidate autoComplete="off">
        <RegionFinder onPick={pick} />
        <TextField label={own.name} value={name} maxLength={60} onChange={(event) => setName(event.target.value)} />
        <TextField
          label={own.code}
          hint={own.codeHint}
          inputMode="numeric"
          value={code}
          maxLength={12}
          onChange={(event) => setCode(event.target.value)}
        />
        <TextField
          label={own.part}
          hint={own.partHint}
          value={part}
          maxLength={100}
          onChange={(event) => setPart(event.target.value)}
        />
        <TextField
          label={own.plates}
          hint={own.platesHint}
          value={plates}
          onChange={(event) => setPlates(event.target.value)}
        />
        <SelectField
          label={own.level}
          value={level}
          onChange={(event) => setLevel(RISK_LEVELS.find((one) => one === event.target.value) ?? 'high')}
        >
          {RISK_LEVELS.map((one) => (
            <option key={one} value={one}>
              {words.risk[one]}
            </option>
          ))}
        </SelectField>
        <TextField
          label={own.from}
          type="datetime-local"
          value={from}
          onChange={(event) => setFrom(event.target.value)}
        />
        <TextField label={own.to} type="datetime-local" value={to} onChange={(event) => setTo(event.target.value)} />
        {rules.length === 0 ? (
          <p className={styles.error}>{own.noRule}</p>
        ) : (
          <SelectField label={own.rule} value={rule} onChange={(event) => setRule(event.target.value)}>
            {rules.map((one) => (
              <option key={one.id} value={one.id}>
                {one.name}
              </option>
            ))}
          </SelectField>
        )}
        <FormEnd error={error} act={words.keep} />
      </form>
    </>
  )
}
