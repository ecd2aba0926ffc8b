'use client'

import { type FormEvent, useState } from 'react'
import { DISPOSITIONS } from '#domain/entries/entry'
import { ASK_LEVELS, type Rule } from '#domain/policy/policy'
import { useText } from '../../_text/language'
import { policy } from '../../_text/policy'
import { AreaField, SelectField, TextField } from '../../_ui/field'
import { FormEnd } from '../../_ui/form-end'
import { NumberField } from '../../_ui/number-field'
import { PanelHead } from '../../_ui/panel-head'
import list from '../_list/list.module.css'
import { newId } from './draft'

/** What a checkpoint can be told to do; that somebody refused or got away is what happened, never an order. */
const ORDERED = DISPOSITIONS.filter((one) => one !== 'refused' && one !== 'evaded')

export const RuleForm = ({
  rule,
  onClose,
  onKeep,
}: {
  rule: Rule | null
  onClose: () => void
  onKeep: (rule: Rule) => void
}) => {
  const words = useText(policy)
  const own = words.rule
  const [draft, setDraft] = useState<Rule>(
    rule ?? {
      id: newId('rule'),
      name: '',
      document: '',
      days: 14,
      disposition: 'home-observation',
      order: '',
      asks: 'full',
    },
  )
  const [error, setError] = useState<string | null>(null)
  const put = (change: Partial<Rule>) => setDraft({ ...draft, ...change })

  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (draft.name.trim() === '') return setError(words.missing(own.name))
    onKeep({ ...draft, name: draft.name.trim(), document: draft.document.trim(), order: draft.order.trim() })
  }

  return (
    <>
      <PanelHead title={rule === null ? own.add : own.edit} onClose={onClose} />
      <form className={list.form} onSubmit={submit} noValidate autoComplete="off">
        <TextField
          label={own.name}
          value={draft.name}
          maxLength={60}
          onChange={(event) => put({ name: event.target.value })}
        />
        <TextField
          label={own.document}
          value={draft.document}
          maxLength={100}
          onChange={(event) => put({ document: event.target.value })}
        />
        <SelectField
          label={own.disposition}
          value={draft.disposition}
          onChange={(event) => put({ disposition: ORDERED.find((one) => one === event.target.value) ?? 'hold' })}
        >
          {ORDERED.map((one) => (
            <option key={one} value={one}>
              {words.disposition[one]}
            </option>
          ))}
        </SelectField>
        <AreaField
          label={own.order}
          value={draft.order}
          rows={3}
          maxLength={300}
          onChange={(event) => put({ order: event.target.value })}
        />
        <NumberField
          label={own.days}
          hint={own.daysHint}
          unit={words.units.days}
          value={draft.days}
          onChange={(days) => put({ days })}
        />
        <SelectField
          label={own.asks}
          value={draft.asks ?? ''}
          onChange={(event) => put({ asks: ASK_LEVELS.find((one) => one === event.target.value) ?? null })}
        >
          <option value="">{own.asksSame}</option>
          {ASK_LEVELS.map((one) => (
            <option key={one} value={one}>
              {words.level[one]}
            </option>
          ))}
        </SelectField>
        <FormEnd error={error} act={words.keep} />
      </form>
    </>
  )
}
