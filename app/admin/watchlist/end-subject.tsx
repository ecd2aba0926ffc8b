'use client'

import { type FormEvent, useState } from 'react'
import { useText } from '../../_text/language'
import { policy } from '../../_text/policy'
import { AreaField } from '../../_ui/field'
import { FormEnd } from '../../_ui/form-end'
import { PanelHead } from '../../_ui/panel-head'
import list from '../_list/list.module.css'
import type { Subject } from './pending'

/** Takes somebody off, with a reason. */
export const EndSubject = ({
  subject,
  onClose,
  onEnd,
}: {
  subject: Subject
  onClose: () => void
  onEnd: (reason: string) => void
}) => {
  const shared = useText(policy)
  const words = shared.watch
  const [reason, setReason] = useState('')
  const [error, setError] = useState<string | null>(null)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (reason.trim() === '') return setError(shared.missing(words.endReason))
    onEnd(reason.trim())
  }
  return (
    <>
      <PanelHead title={words.endTitle(subject.label)} onClose={onClose} />
      <form className={list.form} onSubmit={submit} noValidate>
        <AreaField
          label={words.endReason}
          value={reason}
          rows={2}
          maxLength={300}
          onChange={(event) => setReason(event.target.value)}
        />
        <FormEnd error={error} act={words.keep} />
      </form>
    </>
  )
}
