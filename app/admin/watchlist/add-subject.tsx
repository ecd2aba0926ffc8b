'use client'

import { type FormEvent, useState } from 'react'
import { DAY_MS } from '#domain/instant'
import type { Rule } from '#domain/policy/policy'
import { readSubject, SUBJECT_KINDS, type SubjectKind } from '#domain/policy/watch-subject'
import { language, useText } from '../../_text/language'
import { fromLocalInput, toLocalInput } from '../../_text/local-input'
import { policy } from '../../_text/policy'
import { useZone } from '../../_text/zone'
import { AreaField, SelectField, TextField } from '../../_ui/field'
import { FormEnd } from '../../_ui/form-end'
import { PanelHead } from '../../_ui/panel-head'
import list from '../_list/list.module.css'
import type { NewSubject } from './pending'

const TWO_WEEKS_MS = 14 * DAY_MS

export const AddSubject = ({
  rules,
  onClose,
  onAdd,
}: {
  rules: readonly Rule[]
  onClose: () => void
  onAdd: (subject: NewSubject) => void
}) => {
  const shared = useText(policy)
  const words = shared.watch
  const zone = useZone()
  const [kind, setKind] = useState<SubjectKind>('plate')
  const [subject, setSubject] = useState('')
  const [rule, setRule] = useState('')
  const [reason, setReason] = useState('')
  const [order, setOrder] = useState('')
  const [expires, setExpires] = useState(() => toLocalInput(new Date(Date.now() + TWO_WEEKS_MS).toISOString(), zone))
  const [error, setError] = useState<string | null>(null)

  const submit = (event: FormEvent) => {
    event.preventDefault()
    const read = readSubject(kind, subject)
    // Chinese says which field; what is wrong with it stands in its hint.
    if ('fault' in read) {
      return setError(language() === 'zh' ? words.badSubject[kind] : `${words.subject[kind]}: ${read.fault}`)
    }
    const until = fromLocalInput(expires, zone)
    const missing = [
      rule === '' ? words.rule : '',
      reason.trim() === '' ? words.reason : '',
      until === null || Date.parse(until) <= Date.now() ? words.expires : '',
    ].find((one) => one !== '')
    if (missing !== undefined || until === null) return setError(shared.missing(missing ?? words.expires))
    onAdd({
      kind,
      subject: read.canonical,
      label: read.label,
      rule,
      reason: reason.trim(),
      order: order.trim() || null,
      expires: until,
    })
    setSubject('')
    setError(null)
  }

  return (
    <>
      <PanelHead title={words.add} onClose={onClose} />
      {rules.length === 0 ? <p className={list.error}>{words.noRule}</p> : null}
      <form className={list.form} onSubmit={submit} noValidate autoComplete="off">
        <SelectField
          label={words.head.kind}
          value={kind}
          onChange={(event) => setKind(SUBJECT_KINDS.find((one) => one === event.target.value) ?? 'plate')}
        >
          {SUBJECT_KINDS.map((one) => (
            <option key={one} value={one}>
              {words.kind[one]}
            </option>
          ))}
        </SelectField>
        <TextField
          label={words.subject[kind]}
          hint={words.subjectHint[kind]}
          value={subject}
          maxLength={40}
          autoCapitalize="characters"
          spellCheck={false}
          onChange={(event) => setSubject(event.target.value)}
        />
        <SelectField label={words.rule} value={rule} onChange={(event) => setRule(event.target.value)}>
          <option value="" disabled>
            {words.choose}
          </option>
          {rules.map((one) => (
            <option key={one.id} value={one.id}>
              {one.name}
            </option>
          ))}
        </SelectField>
        <AreaField
          label={words.reason}
          value={reason}
          rows={2}
          maxLength={300}
          onChange={(event) => setReason(event.target.value)}
        />
        <AreaField
          label={words.order}
          value={order}
          rows={2}
          maxLength={300}
          onChange={(event) => setOrder(event.target.value)}
        />
        <TextField
          label={words.expires}
          type="datetime-local"
          value={expires}
          onChange={(event) => setExpires(event.target.value)}
        />
        <FormEnd error={error} disabled={rules.length === 0} act={words.keep} />
      </form>
    </>
  )
}
